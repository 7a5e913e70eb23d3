package io.cairn.policy.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A whole condition operator, such as {@code ForAnyValue:StringLikeIfExists}. Names ignore case.
 *
 * @param quantifier how a list of request values is treated
 * @param comparison what one value is compared by
 * @param ifExists whether a missing key lets the test pass
 */
public record ConditionOperator(Quantifier quantifier, Comparison comparison, boolean ifExists) {

  /** The set qualifier. */
  public enum Quantifier {
    /** No qualifier: the key has one value. */
    NONE(""),
    /** Every request value must pass; none is fine. */
    FOR_ALL_VALUES("ForAllValues:"),
    /** Some request value must pass. */
    FOR_ANY_VALUE("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final String IF_EXISTS = "IfExists";

  /** The operator of that name, or null if AWS has none (as {@code NullIfExists}). */
  static @Nullable ConditionOperator named(String name) {
    Quantifier quantifier = Quantifier.NONE;
    for (Quantifier candidate : Quantifier.values()) {
      String prefix = candidate.prefix;
      if (!prefix.isEmpty() && name.regionMatches(true, 0, prefix, 0, prefix.length())) {
        quantifier = candidate;
      }
    }
    String rest = name.substring(quantifier.prefix.length());
    boolean ifExists = rest.toLowerCase(Locale.ROOT).endsWith(IF_EXISTS.toLowerCase(Locale.ROOT));
    if (ifExists) {
      rest = rest.substring(0, rest.length() - IF_EXISTS.length());
    }
    Comparison comparison = Comparison.named(rest);
    if (comparison == null || (ifExists && comparison == Comparison.NULL)) {
      return null;
    }
    return new ConditionOperator(quantifier, comparison, ifExists);
  }

  /** The operator's name as AWS spells it. */
  @Override
  public String toString() {
    return quantifier.prefix + comparison.awsName() + (ifExists ? IF_EXISTS : "");
  }
}

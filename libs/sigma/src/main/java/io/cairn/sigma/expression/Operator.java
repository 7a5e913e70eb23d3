package io.cairn.sigma.expression;

import io.cairn.regex.RegexFlag;
import java.math.BigDecimal;
import java.util.Set;

/** What values are held against. */
public sealed interface Operator {
  /**
   * The text form of a value fits a pattern as a whole.
   *
   * @param pattern the pattern, already folded unless {@code cased}
   * @param cased whether case counts
   */
  record TextMatch(SigmaText pattern, boolean cased) implements Operator {
    /**
     * Folds the pattern where case does not count, so that patterns differing in case alone are one
     * predicate.
     */
    public TextMatch {
      pattern = cased ? pattern : pattern.folded();
    }
  }

  /** The field is missing, null, or nothing but empty arrays. */
  record NullValue() implements Operator {}

  /** The field's key path is present, whatever its value. */
  record Exists() implements Operator {}

  /**
   * A regular expression occurs in the text form of a value.
   *
   * @param pattern a pattern that compiles
   * @param flags of the rule
   */
  record RegexSearch(String pattern, Set<RegexFlag> flags) implements Operator {}

  /**
   * The value is an address inside a network.
   *
   * @param network the network
   */
  record InNetwork(Network network) implements Operator {}

  /**
   * The value is a number or numeric text and stands in this relation to a bound.
   *
   * @param comparison the relation
   * @param bound without trailing zeros
   */
  record NumberCompare(Comparison comparison, BigDecimal bound) implements Operator {
    /** Strips trailing zeros, so that 1.0 and 1 are one predicate. */
    public NumberCompare {
      bound = bound.stripTrailingZeros();
    }
  }

  /**
   * A part of the value's timestamp stands in this relation to a bound.
   *
   * @param part which part
   * @param comparison the relation
   * @param bound without trailing zeros
   */
  record TimeCompare(TimePart part, Comparison comparison, BigDecimal bound) implements Operator {
    /** Strips trailing zeros, as for numbers. */
    public TimeCompare {
      bound = bound.stripTrailingZeros();
    }
  }

  /**
   * Some value stands in this relation to some value of another field.
   *
   * @param other the other field
   * @param relation where the other's text must stand in this one's
   * @param cased whether case counts
   */
  record FieldReference(FieldPath other, Relation relation, boolean cased) implements Operator {}

  /** Relations between numbers. */
  enum Comparison {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /** Whether a comparison that came out with this sign satisfies the relation. */
    public boolean accepts(int sign) {
      return switch (this) {
        case EQUAL -> sign == 0;
        case LESS -> sign < 0;
        case LESS_OR_EQUAL -> sign <= 0;
        case GREATER -> sign > 0;
        case GREATER_OR_EQUAL -> sign >= 0;
      };
    }
  }

  /** Relations between two texts. */
  enum Relation {
    EQUAL,
    CONTAINS,
    STARTS_WITH,
    ENDS_WITH
  }
}

package io.cairn.policy.document;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a condition operator compares, without its set qualifier and {@code IfExists}. A negated one
 * holds when none of the values that its positive twin compares with is met.
 */
public enum Comparison {
  /** Whole text, exact case. */
  STRING_EQUALS("StringEquals", false),
  /** Negation of {@link #STRING_EQUALS}. */
  STRING_NOT_EQUALS("StringNotEquals", true),
  /** Whole text, ignoring case. */
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false),
  /** Negation of {@link #STRING_EQUALS_IGNORE_CASE}. */
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true),
  /** Text with wildcards, exact case. */
  STRING_LIKE("StringLike", false),
  /** Negation of {@link #STRING_LIKE}. */
  STRING_NOT_LIKE("StringNotLike", true),
  /** Decimal numbers, compared exactly. */
  NUMERIC_EQUALS("NumericEquals", false),
  /** Negation of {@link #NUMERIC_EQUALS}. */
  NUMERIC_NOT_EQUALS("NumericNotEquals", true),
  /** Request below policy value. */
  NUMERIC_LESS_THAN("NumericLessThan", false),
  /** Request not above policy value. */
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false),
  /** Request above policy value. */
  NUMERIC_GREATER_THAN("NumericGreaterThan", false),
  /** Request not below policy value. */
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false),
  /** Instants, to the millisecond. */
  DATE_EQUALS("DateEquals", false),
  /** Negation of {@link #DATE_EQUALS}. */
  DATE_NOT_EQUALS("DateNotEquals", true),
  /** Request before policy value. */
  DATE_LESS_THAN("DateLessThan", false),
  /** Request not after policy value. */
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", false),
  /** Request after policy value. */
  DATE_GREATER_THAN("DateGreaterThan", false),
  /** Request not before policy value. */
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false),
  /** {@code true} or {@code false}, ignoring case. */
  BOOL("Bool", false),
  /** Base-64 text, equal as text. */
  BINARY_EQUALS("BinaryEquals", false),
  /** Address inside a CIDR range of its own family. */
  IP_ADDRESS("IpAddress", false),
  /** Negation of {@link #IP_ADDRESS}. */
  NOT_IP_ADDRESS("NotIpAddress", true),
  /** Six ARN segments, each with wildcards. */
  ARN_EQUALS("ArnEquals", false),
  /** The same as {@link #ARN_EQUALS}. */
  ARN_LIKE("ArnLike", false),
  /** Negation of {@link #ARN_EQUALS}. */
  ARN_NOT_EQUALS("ArnNotEquals", true),
  /** Negation of {@link #ARN_LIKE}. */
  ARN_NOT_LIKE("ArnNotLike", true),
  /** Whether the key is absent. */
  NULL("Null", false);

  private static final Map<String, Comparison> BY_NAME = new HashMap<>();

  static {
    for (Comparison comparison : values()) {
      BY_NAME.put(comparison.awsName.toLowerCase(Locale.ROOT), comparison);
    }
  }

  private final String awsName;
  private final boolean negated;

  Comparison(String awsName, boolean negated) {
    this.awsName = awsName;
    this.negated = negated;
  }

  /** The operator's name as AWS spells it. */
  public String awsName() {
    return awsName;
  }

  /** Whether it holds when nothing is met. */
  public boolean negated() {
    return negated;
  }

  static @Nullable Comparison named(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }
}

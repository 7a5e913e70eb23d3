package io.cairn.contracts;

import java.util.Objects;

/**
 * An AWS account id: twelve decimal digits, leading zeros kept.
 *
 * @param value the digits
 */
public record AccountId(String value) implements Comparable<AccountId> {

  /** The account under which the suite records requests to itself. */
  public static final AccountId SUITE = new AccountId("000000000000");

  /** Throws {@link IllegalArgumentException} unless {@code value} is twelve digits. */
  public AccountId {
    Objects.requireNonNull(value, "value");
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a 12-digit AWS account id: " + value);
    }
  }

  /** Whether {@code value} is twelve decimal digits. */
  public static boolean isValid(String value) {
    if (value.length() != 12) {
      return false;
    }
    for (int i = 0; i < 12; i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

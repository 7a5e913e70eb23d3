package io.cairn.policy.value;

import io.cairn.policy.match.ArnPattern;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One value of a request, read once as whatever type a condition asks for. Safe for any number of
 * threads: two may read the same text at once and come to the same.
 */
public final class Operand implements BoundValue {
  private static final Object NONE = new Object();

  private final String text;
  private @Nullable Object number;
  private @Nullable Object date;
  private @Nullable Object address;
  private @Nullable Object arn;
  private @Nullable String lowerCase;

  /** A value by its text. */
  public Operand(String text) {
    this.text = text;
  }

  @Override
  public List<String> texts() {
    return List.of(text);
  }

  /** The text. */
  public String text() {
    return text;
  }

  /** The text in lower case, independent of any language. */
  public String lowerCase() {
    String known = lowerCase;
    if (known == null) {
      known = text.toLowerCase(Locale.ROOT);
      lowerCase = known;
    }
    return known;
  }

  /** As a number, or null. */
  public @Nullable Decimal number() {
    Object known = number;
    if (known == null) {
      known = orNone(Decimal.parse(text));
      number = known;
    }
    return known instanceof Decimal decimal ? decimal : null;
  }

  /** As an instant in milliseconds since the epoch, or null. */
  public @Nullable Long date() {
    Object known = date;
    if (known == null) {
      OptionalLong millis = PolicyDate.parse(text);
      known = millis.isPresent() ? Long.valueOf(millis.getAsLong()) : NONE;
      date = known;
    }
    return known instanceof Long millis ? millis : null;
  }

  /** As a single address, or null. */
  public @Nullable IpRange address() {
    Object known = address;
    if (known == null) {
      known = orNone(IpRange.address(text));
      address = known;
    }
    return known instanceof IpRange range ? range : null;
  }

  /** As the six segments of an ARN, or null. */
  public String @Nullable [] arn() {
    Object known = arn;
    if (known == null) {
      known = orNone(ArnPattern.split(text));
      arn = known;
    }
    return known instanceof String[] segments ? segments : null;
  }

  private static Object orNone(@Nullable Object read) {
    return read == null ? NONE : read;
  }
}

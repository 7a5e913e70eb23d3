package io.cairn.config.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement and the values of its question marks, put together piece by piece. The text is always
 * the program's own; what callers say is bound.
 */
public final class Sql {
  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  /** Begins with a piece of text and the values of its question marks. */
  public static Sql of(String text, @Nullable Object... values) {
    return new Sql().add(text, values);
  }

  /** Adds a piece, with a space before it. */
  public Sql add(String piece, @Nullable Object... pieceValues) {
    if (!text.isEmpty()) {
      text.append(' ');
    }
    text.append(piece);
    values.addAll(Arrays.asList(pieceValues));
    return this;
  }

  /** Adds another statement, with its values. */
  public Sql add(Sql other) {
    return add(other.text(), other.values().toArray());
  }

  /** Adds the value of a question mark that the text so far holds. */
  public Sql with(@Nullable Object value) {
    values.add(value);
    return this;
  }

  /** Adds a condition with one value, unless that value is null. */
  public Sql and(String condition, @Nullable Object value) {
    return value == null ? this : add("AND " + condition, value);
  }

  String text() {
    return text.toString();
  }

  List<@Nullable Object> values() {
    return Collections.unmodifiableList(values);
  }
}

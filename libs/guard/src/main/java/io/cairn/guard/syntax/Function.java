package io.cairn.guard.syntax;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The built-in functions with the number of arguments each takes. */
public enum Function {
  COUNT(1),
  JOIN(2),
  TO_UPPER(1),
  TO_LOWER(1),
  SUBSTRING(3),
  REGEX_REPLACE(3),
  URL_DECODE(1),
  JSON_PARSE(1),
  PARSE_INT(1),
  PARSE_FLOAT(1),
  PARSE_BOOLEAN(1),
  PARSE_STRING(1),
  PARSE_CHAR(1),
  PARSE_EPOCH(1),
  NOW(0);

  private final int arity;

  Function(int arity) {
    this.arity = arity;
  }

  public int arity() {
    return arity;
  }

  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static @Nullable Function named(String name) {
    for (var function : values()) {
      if (function.written().equals(name)) {
        return function;
      }
    }
    return null;
  }
}

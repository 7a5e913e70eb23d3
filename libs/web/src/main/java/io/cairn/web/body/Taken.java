package io.cairn.web.body;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a body may hold in a place, in JSON's words, told from the Java type that is read there. */
final class Taken {
  private static final Map<Class<?>, String> WORDS =
      Map.of(
          Instant.class, "a time such as 2026-01-31T08:00:00Z",
          LocalDate.class, "a day such as 2026-01-31",
          Duration.class, "a duration such as PT5M",
          UUID.class, "a UUID",
          Boolean.class, "true or false",
          boolean.class, "true or false",
          BigDecimal.class, "a number",
          Double.class, "a number",
          double.class, "a number",
          Character.class, "a letter");
  private static final List<Class<?>> WHOLE =
      List.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class);

  private Taken() {}

  static String by(MismatchedInputException e) {
    return of(e.getTargetType());
  }

  static String of(@Nullable Class<?> type) {
    if (type == null) {
      return "what /openapi describes";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    String known = WORDS.get(type);
    if (known != null) {
      return known;
    }
    if (WHOLE.contains(type)) {
      return "a whole number";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a string";
    }
    return type.isArray() || Collection.class.isAssignableFrom(type) ? "an array" : "an object";
  }
}

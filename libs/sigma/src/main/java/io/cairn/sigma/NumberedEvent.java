package io.cairn.sigma;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of several events that are written once. */
final class NumberedEvent {
  private NumberedEvent() {}

  /** The event with {@code #} replaced by its number, at a time and under an id of its own. */
  static Map<?, ?> of(Map<?, ?> written, long number, Instant at, String id) {
    Map<Object, @Nullable Object> event = numbered(written, Long.toString(number));
    event.put("eventTime", at.toString());
    event.put("eventID", id);
    return event;
  }

  private static Map<Object, @Nullable Object> numbered(Map<?, ?> written, String number) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    written.forEach((key, value) -> map.put(key, numbered(value, number)));
    return map;
  }

  private static @Nullable Object numbered(@Nullable Object written, String number) {
    return switch (written) {
      case null -> null;
      case String text -> text.replace("#", number);
      case Map<?, ?> map -> numbered(map, number);
      case List<?> list -> list.stream().map(item -> numbered(item, number)).toList();
      default -> written;
    };
  }
}

package io.cairn.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values of an answer as a person reads them. */
public final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  /** A field as text; empty when it is absent or null. */
  public static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull()
        ? ""
        : value.isValueNode() ? value.asText() : value.toString();
  }

  /** The first of the fields that is not empty. */
  public static String first(JsonNode node, String... fields) {
    for (String field : fields) {
      String value = text(node, field);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** A point in time, in UTC, to the second. */
  public static String time(JsonNode node, String field) {
    String value = text(node, field);
    try {
      return value.isEmpty() ? "" : TIME.format(Instant.parse(value));
    } catch (DateTimeException _) {
      return value;
    }
  }

  /** Reads a point in time: ISO 8601, a day, or how long ago, for instance 90m, 24h or 7d. */
  public static Instant instant(String text, Instant now) {
    try {
      if (text.matches("[0-9]{1,6}[smhdw]")) {
        long n = Long.parseLong(text.substring(0, text.length() - 1));
        return now.minus(
            switch (text.charAt(text.length() - 1)) {
              case 's' -> Duration.ofSeconds(n);
              case 'm' -> Duration.ofMinutes(n);
              case 'h' -> Duration.ofHours(n);
              case 'w' -> Duration.ofDays(7 * n);
              default -> Duration.ofDays(n);
            });
      }
      return Instant.parse(text.matches("[0-9-]{10}") ? text + "T00:00:00Z" : text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          text
              + " is no time: write 2026-01-31, 2026-01-31T12:00:00Z, or how long ago: 90m, 24h, 7d",
          e);
    }
  }
}

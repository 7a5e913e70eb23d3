package io.cairn.config.resource;

import io.cairn.web.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads times that callers give. */
final class Times {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private Times() {}

  /** A time in ISO 8601 with a zone; null stays null. Throws a 400 problem otherwise. */
  static @Nullable Instant read(String parameter, @Nullable String text) {
    return text == null ? null : required(parameter, text);
  }

  static Instant required(String parameter, String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw bad(parameter, text);
      }
      return time;
    } catch (DateTimeParseException e) {
      throw bad(parameter, text);
    }
  }

  private static ProblemException bad(String parameter, String text) {
    return new ProblemException(
        ResourceProblem.BAD_TIME,
        "%s is no time between 2000 and 2200: %s; write it like 2026-03-04T05:06:07Z."
            .formatted(parameter, text));
  }
}

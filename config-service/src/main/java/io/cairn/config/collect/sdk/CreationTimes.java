package io.cairn.config.collect.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.collect.JsonPaths;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads when a resource was made, in the families' ways of writing times. */
final class CreationTimes {

  private CreationTimes() {}

  /** The time at a path, ISO text or epoch milliseconds; null when there is none. */
  static @Nullable Instant at(JsonNode body, String path) {
    List<JsonNode> values = JsonPaths.all(body, path);
    if (values.isEmpty()) {
      return null;
    }
    JsonNode value = values.getFirst();
    try {
      return value.isNumber()
          ? Instant.ofEpochMilli(value.longValue())
          : Instant.parse(value.asText());
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}

package io.cairn.config.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the texts of an item in bounds, and shows values in refusals. */
final class ItemTexts {

  static final int MAX_REGION = 64;
  static final int MAX_TYPE = 196;
  static final int MAX_NAME = 1_024;
  static final int MAX_ARN = 2_048;

  private ItemTexts() {}

  static String required(ObjectNode message, String member, int max) throws InvalidItemException {
    String text = text(message, member, max);
    if (text == null || text.isEmpty()) {
      throw new InvalidItemException(member + " is missing or empty");
    }
    return text;
  }

  /** A member's text of so many bytes at most, or null. */
  static @Nullable String text(ObjectNode message, String member, int max)
      throws InvalidItemException {
    JsonNode value = message.path(member);
    if (value.isMissingNode() || value.isNull()) {
      message.putNull(member);
      return null;
    }
    String text = value.textValue();
    if (text == null || hasNul(text) || text.getBytes(StandardCharsets.UTF_8).length > max) {
      throw new InvalidItemException(
          "%s must be text of at most %d bytes, but is %s".formatted(member, max, shown(value)));
    }
    return text;
  }

  static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "missing";
    }
    String text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}

package io.cairn.config.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullMarked;

/** The items that the recorder makes of what collectors see. */
@NullMarked
public final class ItemMessages {
  private ItemMessages() {}

  /** The first item of a resource, as it would be stored. */
  public static byte[] of(ObservedResource seen) {
    ObjectNode message = MessageForm.of(seen);
    MessageForm.complete(
        message, seen.observedAt(), seen.observedAt().toEpochMilli(), ItemStatus.DISCOVERED);
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }
}

package io.cairn.config.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.contracts.Topic;
import io.cairn.messaging.outbox.Outbox;
import jakarta.inject.Singleton;
import java.util.Collection;

/**
 * Tells of items on {@code config.item.recorded.v1}. An item over 256 KiB is told without its body,
 * as AWS Config does it with oversized ones, and says where the body is to be had.
 */
@Singleton
class ItemPublisher {
  static final int MAX_BYTES = 256 * 1024;

  private final Outbox outbox;
  private final ItemJson json;

  ItemPublisher(Outbox outbox, ItemJson json) {
    this.outbox = outbox;
    this.json = json;
  }

  void publish(Collection<CurrentItems.NewItem> items) {
    outbox.addAll(
        Topic.CONFIG_ITEM_RECORDED,
        items.stream()
            .map(item -> new Outbox.Entry(item.current().key().toString(), told(item)))
            .toList());
  }

  private byte[] told(CurrentItems.NewItem item) {
    int size = item.bytes().length;
    return size > MAX_BYTES ? summary(item.message(), size) : item.bytes();
  }

  private byte[] summary(ObjectNode message, int size) {
    ObjectNode summary = message.deepCopy();
    summary.putNull(MessageForm.CONFIGURATION);
    summary.putObject(MessageForm.SUPPLEMENTARY);
    summary.putArray(MessageForm.RELATIONSHIPS);
    summary.put("messageType", "OversizedConfigurationItemChangeNotification");
    summary.putObject("claimCheck").put("operationId", "listResourceHistory").put("bytes", size);
    return json.write(summary);
  }
}

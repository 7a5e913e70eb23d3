package io.cairn.messaging.consumer;

import io.cairn.contracts.Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as features see it.
 *
 * @param topic where it came from
 * @param partition the topic's partition
 * @param offset its place in the partition
 * @param key the ordering unit; empty when the record has none
 * @param value the payload; empty when the record has none
 * @param headers headers as text; of several with one name, the last
 */
public record ReceivedRecord(
    String topic,
    int partition,
    long offset,
    String key,
    byte[] value,
    Map<String, String> headers) {

  /** Copies the headers. */
  public ReceivedRecord {
    headers = Map.copyOf(headers);
  }

  /** A header's text, or null. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** Correlation id of what caused the record, or null. */
  public @Nullable String correlationId() {
    return headers.get(Headers.CORRELATION_ID);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}

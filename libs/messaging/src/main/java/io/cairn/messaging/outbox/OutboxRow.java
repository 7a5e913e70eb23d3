package io.cairn.messaging.outbox;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A row and the message it becomes.
 *
 * @param sequence its place in the outbox
 * @param message what is sent
 */
record OutboxRow(long sequence, ProducerRecord<String, byte[]> message) {
  String topic() {
    return message.topic();
  }
}

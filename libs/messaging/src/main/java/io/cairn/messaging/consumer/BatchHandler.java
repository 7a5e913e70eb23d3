package io.cairn.messaging.consumer;

import java.util.List;

/**
 * What a feature does with records. Called inside a transaction; must be idempotent, since a record
 * may come again.
 */
@FunctionalInterface
public interface BatchHandler {
  /** Handles records, each partition's in order; any exception rolls all of them back. */
  void handle(List<ReceivedRecord> records);
}

package io.cairn.messaging.outbox;

import java.time.Duration;

/**
 * How much stands in the tables that may grow.
 *
 * @param waiting rows of the outbox, parked ones included; counted up to 100,000
 * @param oldest age of the oldest row; zero when there is none
 * @param parked rows that the broker will not take as they are
 * @param deadLetters rows of {@code dead_letter}; counted up to 100,000
 */
record OutboxLevel(long waiting, Duration oldest, long parked, long deadLetters) {
  static final OutboxLevel EMPTY = new OutboxLevel(0, Duration.ZERO, 0, 0);
}

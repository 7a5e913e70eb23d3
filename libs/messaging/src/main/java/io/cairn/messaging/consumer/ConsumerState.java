package io.cairn.messaging.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Records that consumers keep trying because something around them is away: while one waits, its
 * partition waits behind it, so health and metrics show since when and why.
 */
@Singleton
class ConsumerState {

  /**
   * A record that is tried again and again.
   *
   * @param since when it first failed
   * @param attempts how often it failed
   * @param reason the last failure
   */
  record Waiting(Instant since, int attempts, String reason) {}

  private final Clock clock;
  private final ConcurrentMap<String, Waiting> waiting = new ConcurrentHashMap<>();

  ConsumerState(Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    metrics.gauge("cairn.messaging.consumer.waiting.records", waiting, Map::size);
    metrics.gauge(
        "cairn.messaging.consumer.waiting.seconds", this, s -> s.longestWait().toSeconds());
  }

  void failed(ReceivedRecord received, Throwable reason) {
    waiting.merge(
        received.toString(),
        new Waiting(clock.instant(), 1, String.valueOf(reason.getMessage())),
        (before, now) -> new Waiting(before.since(), before.attempts() + 1, now.reason()));
  }

  void ended(ReceivedRecord received) {
    waiting.remove(received.toString());
  }

  Map<String, Waiting> waiting() {
    return new TreeMap<>(waiting);
  }

  private Duration longestWait() {
    Instant now = clock.instant();
    return waiting.values().stream()
        .map(w -> Duration.between(w.since(), now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}

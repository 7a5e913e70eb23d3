package io.cairn.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What the relay knows of its own trouble: for the health page, for metrics, and for pauses. */
@Singleton
class OutboxState {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private record Failing(Instant until, Duration pause, String reason) {}

  private final Clock clock;
  private final ConcurrentMap<String, Failing> topics = new ConcurrentHashMap<>();
  private volatile OutboxLevel level = OutboxLevel.EMPTY;
  private volatile @Nullable String databaseProblem;

  OutboxState(Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    metrics.gauge("cairn.messaging.outbox.rows", this, s -> s.level.waiting());
    metrics.gauge("cairn.messaging.outbox.oldest.seconds", this, s -> s.level.oldest().toSeconds());
    metrics.gauge("cairn.messaging.outbox.parked", this, s -> s.level.parked());
    metrics.gauge("cairn.messaging.outbox.failing.topics", this, s -> s.topics.size());
    metrics.gauge("cairn.messaging.dead.letter.rows", this, s -> s.level.deadLetters());
  }

  void took(OutboxPages.Paged page) {
    databaseProblem = null;
    page.topics().forEach(topic -> note(topic, page.failed().get(topic)));
  }

  private void note(String topic, @Nullable String reason) {
    if (reason == null) {
      topics.remove(topic);
      return;
    }
    Failing before = topics.get(topic);
    Duration pause = before == null ? FIRST_PAUSE : before.pause().multipliedBy(2);
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    }
    topics.put(topic, new Failing(clock.instant().plus(pause), pause, reason));
  }

  void databaseFailed(String reason) {
    databaseProblem = reason;
  }

  void level(OutboxLevel now) {
    level = now;
  }

  OutboxLevel level() {
    return level;
  }

  /** Topics that are not tried just now. */
  Collection<String> waitingTopics() {
    Instant now = clock.instant();
    return topics.entrySet().stream()
        .filter(entry -> entry.getValue().until().isAfter(now))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Why events are not sent, by topic; the database's trouble stands under {@code database}. */
  Map<String, String> problems() {
    Map<String, String> problems = new TreeMap<>();
    topics.forEach((topic, failing) -> problems.put(topic, failing.reason()));
    String database = databaseProblem;
    if (database != null) {
      problems.put("database", database);
    }
    return problems;
  }
}

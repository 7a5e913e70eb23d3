package io.cairn.e2e.kill;

import static java.util.Objects.requireNonNull;

import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client that pushes events without end, as a careful one does: a body that was not acknowledged
 * (no answer, or a 5xx) is sent again as it is until it is, so events may reach the suite twice.
 */
final class Pusher implements AutoCloseable {
  private static final int EVENTS = 20;
  private static final int PAUSE_MILLIS = 50;

  private final Api api;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicReference<@Nullable String> refused = new AtomicReference<>();
  private @Nullable ScheduledFuture<?> pushing;
  private int round;
  private PushedEvents current = new PushedEvents(0);
  private @Nullable Body body;

  private record Body(String json, List<String> ids) {}

  Pusher(Api api) {
    this.api = api;
  }

  void start() {
    pushing = clock.scheduleWithFixedDelay(this::push, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Begins no new body; gives the last round, whose last body is acknowledged. */
  PushedEvents finish() {
    requireNonNull(pushing, "not started").cancel(false);
    return endRound();
  }

  /** Number of events acknowledged so far, in all rounds. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** Number of bodies that were sent again. */
  int repeated() {
    return repeated.get();
  }

  /** What an answer said that is neither an acknowledgement nor a 5xx; null if none did. */
  @Nullable String refused() {
    return refused.get();
  }

  /** Ends a round with its last body acknowledged, and begins the next. */
  PushedEvents endRound() {
    ExecutorService worker = clock;
    try {
      return worker.submit(this::next).get(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (Exception e) {
      throw new IllegalStateException("the last body of the round was not acknowledged", e);
    }
  }

  // On the clock's own thread, like push.
  private PushedEvents next() {
    while (body != null && refused.get() == null) {
      push();
    }
    PushedEvents ended = current;
    round++;
    current = new PushedEvents(round);
    return ended;
  }

  private void push() {
    if (refused.get() != null) {
      return;
    }
    Body sent = body;
    if (sent == null) {
      List<String> ids = Stream.generate(() -> UUID.randomUUID().toString()).limit(EVENTS).toList();
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      sent = new Body(current.body(now, ids), ids);
      body = sent;
    } else {
      repeated.incrementAndGet();
    }
    try {
      judge(sent, api.post("/api/v1/trail/events", sent.json()));
    } catch (UncheckedIOException _) {
      // Not acknowledged: the same body is due again.
    }
  }

  private void judge(Body sent, Answer answer) {
    if (answer.status() == 202 && answer.body().path("accepted").asInt() == sent.ids().size()) {
      current.acknowledged().addAll(sent.ids());
      acknowledged.addAndGet(sent.ids().size());
      body = null;
    } else if (answer.status() < 500) {
      refused.compareAndSet(null, answer.toString());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    clock.close();
  }
}

package io.cairn.findings.detection;

import io.cairn.web.problem.ProblemException;
import io.cairn.web.runtime.Ids;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries detections over the events that Kafka still holds, one at a time in a replica. */
@ApplicationScoped
class TrialService {
  private static final Logger LOGGER = LoggerFactory.getLogger(TrialService.class);
  private static final Duration TELL_EVERY = Duration.ofSeconds(2);
  private static final Duration BACK = Duration.ofDays(7);

  private final RulesInForce rules;
  private final EventJudge judge;
  private final RecordedEvents events;
  private final TrialTable table;
  private final Ids ids;
  private final Clock clock;
  private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
  private volatile boolean stopping;

  TrialService(
      RulesInForce rules,
      EventJudge judge,
      RecordedEvents events,
      TrialTable table,
      Ids ids,
      Clock clock) {
    this.rules = rules;
    this.judge = judge;
    this.events = events;
    this.table = table;
    this.ids = ids;
    this.clock = clock;
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    Thread thread = running.get();
    if (thread != null) {
      thread.join(Duration.ofSeconds(5));
    }
  }

  /**
   * Starts a trial.
   *
   * @param from events told then or later; null for seven days back
   */
  UUID start(String id, @Nullable Instant from, String by) {
    RuleSet set = rules.get();
    if (set.find(id).isEmpty()) {
      throw DetectionService.unknown(id);
    }
    var trial = new TrialJudge(judge, set, id);
    UUID trialId = ids.next();
    Instant since = from == null ? clock.instant().minus(BACK) : from;
    Thread thread =
        Thread.ofVirtual().name("trial-" + trialId).unstarted(() -> run(trialId, since, trial));
    if (!running.compareAndSet(null, thread)) {
      throw new ProblemException(
          DetectionProblem.TRIAL_BUSY,
          "Another trial runs just now; GET …/trials of its detection tells how far it is.");
    }
    try {
      table.start(trialId, id, since, by);
      thread.start();
    } catch (RuntimeException e) {
      running.set(null);
      throw e;
    }
    return trialId;
  }

  private void run(UUID id, Instant from, TrialJudge trial) {
    try {
      boolean whole = events.read(from, new Telling(id, trial), () -> stopping);
      trial.end();
      table.tell(
          id,
          whole ? Trial.State.DONE : Trial.State.INTERRUPTED,
          trial,
          whole ? "" : "the service was stopped");
    } catch (RuntimeException e) {
      LOGGER.atWarn().setCause(e).addKeyValue("trialId", id).log("a trial failed");
      table.tell(id, Trial.State.FAILED, trial, String.valueOf(e.getMessage()));
    } finally {
      running.set(null);
    }
  }

  List<Trial> list(String id) {
    if (rules.get().find(id).isEmpty()) {
      throw DetectionService.unknown(id);
    }
    return table.list(id);
  }

  /** Hands events on and now and then tells how far the trial is. */
  private final class Telling implements RecordedEvents.Reader {
    private final UUID id;
    private final TrialJudge trial;
    private Instant told = clock.instant();

    Telling(UUID id, TrialJudge trial) {
      this.id = id;
      this.trial = trial;
    }

    @Override
    public void event(byte[] event, EventJudge.Origin origin) {
      trial.accept(event, origin);
    }

    @Override
    public void progress() {
      Instant now = clock.instant();
      if (now.isAfter(told.plus(TELL_EVERY))) {
        table.tell(id, Trial.State.RUNNING, trial, "");
        told = now;
      }
    }
  }
}

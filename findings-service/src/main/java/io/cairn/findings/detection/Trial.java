package io.cairn.findings.detection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.findings.silent.SampleMatch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A detection tried over the events that Kafka still holds.
 *
 * @param trialId the trial
 * @param detectionId the detection
 * @param state how far it is
 * @param from events told at this time or later
 * @param startedAt when it began
 * @param startedBy ARN of who asked for it
 * @param updatedAt when it last told how far it is
 * @param finishedAt when it ended
 * @param events events judged so far
 * @param notEvaluated events that could not be judged
 * @param matches how often it would have matched, or its correlation fired
 * @param findings how many findings that would have been, counted up to 10,000
 * @param error why it failed
 * @param sample its first matches, at most twenty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record Trial(
    UUID trialId,
    String detectionId,
    State state,
    Instant from,
    Instant startedAt,
    String startedBy,
    Instant updatedAt,
    @Nullable Instant finishedAt,
    long events,
    long notEvaluated,
    long matches,
    long findings,
    @Nullable String error,
    List<SampleMatch> sample) {

  /** How far a trial is. */
  enum State {
    RUNNING,
    DONE,
    FAILED,
    /** Its process ended before it did; start another. */
    INTERRUPTED
  }
}

package io.cairn.findings.notification.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one target.
 *
 * @param deliveryId the message, and its {@code webhook-id}
 * @param targetId to whom
 * @param change what is told: the one change of a finding, {@code COMPLIANCE} for the flip of a
 *     rule, {@code SUMMARY} for several gathered changes, {@code HISTORY} for what old events made
 * @param findingId the finding, where it tells of one
 * @param mentions changes it tells of
 * @param state where it stands
 * @param attempts times it was tried
 * @param nextAttemptAt when it is due, or while an attempt runs, when that is taken for lost
 * @param createdAt when it was planned
 * @param finishedAt when it was delivered or given up
 * @param lastError why the last failed attempt failed
 */
@RegisterForReflection
public record Delivery(
    UUID deliveryId,
    UUID targetId,
    String change,
    @Nullable UUID findingId,
    int mentions,
    State state,
    int attempts,
    Instant nextAttemptAt,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable String lastError) {

  /** Where a message stands. */
  public enum State {
    /** Due, or to be tried again. */
    PENDING,
    DELIVERED,
    /** Given up; can be replayed. */
    DEAD
  }
}

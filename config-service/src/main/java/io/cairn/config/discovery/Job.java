package io.cairn.config.discovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A discovery of an account.
 *
 * @param trigger {@code request} or {@code schedule}
 * @param units the units one by one; left out of lists
 */
public record Job(
    UUID jobId,
    String accountId,
    String trigger,
    @Nullable String requestedBy,
    JobState state,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Progress progress,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Unit> units) {

  /** The units summed up. */
  public record Progress(
      int units,
      int ended,
      int failed,
      long listed,
      long discovered,
      long changed,
      long deleted,
      long calls) {}

  Job withUnits(List<Unit> all) {
    return new Job(
        jobId,
        accountId,
        trigger,
        requestedBy,
        state,
        error,
        createdAt,
        startedAt,
        endedAt,
        progress,
        all);
  }
}

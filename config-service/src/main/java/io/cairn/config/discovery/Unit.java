package io.cairn.config.discovery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cairn.contracts.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work and how far it is.
 *
 * @param calls requests sent to AWS; of types that are listed together, told for the first
 * @param failures actions that failed on some resource, with AWS's first answer
 */
public record Unit(
    @JsonIgnore UUID jobId,
    @JsonIgnore int ordinal,
    String accountId,
    String region,
    String resourceType,
    @JsonIgnore String run,
    UnitState state,
    int listed,
    int discovered,
    int changed,
    int unchanged,
    int deleted,
    int stale,
    long calls,
    @Nullable String error,
    Map<String, String> failures,
    @JsonIgnore int attempts,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  AccountId account() {
    return new AccountId(accountId);
  }
}

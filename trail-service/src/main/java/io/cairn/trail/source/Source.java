package io.cairn.trail.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.trail.ledger.LedgerProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place where log files are fetched from; see {@link SourceSettings} for what is set.
 *
 * @param lastPollAt when it was last looked at
 * @param nextPollAt when it is looked at next
 * @param failures how often in a row it could not be read
 * @param problem why it could not be read, and what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Source(
    UUID id,
    String name,
    SourceKind kind,
    @Nullable String bucket,
    String prefix,
    String region,
    @Nullable String endpoint,
    @Nullable String queueUrl,
    @Nullable String roleArn,
    @Nullable String externalId,
    @Nullable String organizationId,
    List<String> accountIds,
    List<String> regions,
    @Nullable String accountId,
    @Nullable LocalDate startDate,
    boolean requesterPays,
    boolean enabled,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant lastPollAt,
    Instant nextPollAt,
    int failures,
    @Nullable LedgerProblem problem) {

  /** Copies the lists. */
  public Source {
    accountIds = List.copyOf(accountIds);
    regions = List.copyOf(regions);
  }

  /** Its id as the ledger knows it. */
  public String ledgerId() {
    return id.toString();
  }
}

package io.cairn.trail.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file in the ledger.
 *
 * @param sourceId its source
 * @param objectName its name: {@code s3://bucket/key}, or an upload's name and hash
 * @param state {@code PENDING}, {@code READ} or {@code UNREADABLE}
 * @param sizeBytes its size as it lies there
 * @param etag its version
 * @param expected records in it
 * @param received records stored, duplicate or refused, over all times it was read
 * @param stored records that were new
 * @param duplicate records that were stored before
 * @param conflict of the duplicates, those with other bytes
 * @param refused records that are no events
 * @param problem why it could not be read
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried again; null when it is not
 * @param updatedAt last change
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerObject(
    String sourceId,
    String objectName,
    String state,
    @Nullable Long sizeBytes,
    @Nullable String etag,
    @Nullable Long expected,
    long received,
    long stored,
    long duplicate,
    long conflict,
    long refused,
    @Nullable LedgerProblem problem,
    int attempts,
    @Nullable Instant nextAttemptAt,
    Instant updatedAt) {}

package io.cairn.trail.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One source in the ledger. It balances: {@code received = stored + duplicate + refused +
 * inFlight}.
 *
 * @param sourceId {@code push}, {@code gateway}, {@code uploads}, or the id of an S3 source
 * @param sourceName the source's name
 * @param kind {@code PUSH}, {@code GATEWAY}, {@code UPLOADS}, {@code S3_LISTING} or {@code S3_SQS}
 * @param expected records in the files that were read; null for sources without files
 * @param received records that came in, each time they came
 * @param stored records that were new
 * @param duplicate records that were stored before
 * @param conflict of the duplicates, those with other bytes than what is stored
 * @param refused records that are no events; they are in the dead letters
 * @param inFlight records accepted and not yet stored
 * @param objectsRead files read
 * @param objectsPending files known and not read yet
 * @param objectsUnreadable files that could not be read
 * @param lastEventTime time of the newest event
 * @param lastReceivedAt when the last record came
 * @param problem why the source as a whole cannot be read, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerEntry(
    String sourceId,
    String sourceName,
    String kind,
    @Nullable Long expected,
    long received,
    long stored,
    long duplicate,
    long conflict,
    long refused,
    long inFlight,
    long objectsRead,
    long objectsPending,
    long objectsUnreadable,
    @Nullable Instant lastEventTime,
    @Nullable Instant lastReceivedAt,
    @Nullable LedgerProblem problem) {}

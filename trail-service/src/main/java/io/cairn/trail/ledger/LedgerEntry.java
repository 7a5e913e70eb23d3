package io.cairn.trail.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One source in the ledger. It balances: {@code received = stored + duplicate + refused + inFlight
 * + lost}.
 *
 * @param sourceId {@code push}, {@code gateway}, {@code uploads}, or the id of an S3 source
 * @param sourceName the source's name
 * @param kind {@code PUSH}, {@code GATEWAY}, {@code UPLOADS}, {@code S3_LISTING} or {@code S3_SQS}
 * @param state whether the source delivers; null where nobody is asked for records
 * @param expected records in the files that were read, each time they were read; null where nobody
 *     said how many would come
 * @param expectedBasis what {@code expected} rests on
 * @param received records that came in, each time they came
 * @param stored records that were new
 * @param duplicate records that were stored before
 * @param conflict of the duplicates, those with other bytes than what is stored
 * @param refused records that are no events; they are in the dead letters
 * @param inFlight records accepted and not yet stored
 * @param lost records accepted that Kafka deleted before they were stored
 * @param objectsExpected files listed, announced by the queue or uploaded; null without files
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
    @Nullable SourceState state,
    @Nullable Long expected,
    ExpectedBasis expectedBasis,
    long received,
    long stored,
    long duplicate,
    long conflict,
    long refused,
    long inFlight,
    long lost,
    @Nullable Long objectsExpected,
    long objectsRead,
    long objectsPending,
    long objectsUnreadable,
    @Nullable Instant lastEventTime,
    @Nullable Instant lastReceivedAt,
    @Nullable LedgerProblem problem) {

  /** How it is known how many records were to come. */
  public enum ExpectedBasis {
    /** The records of each file were counted when it was read whole. */
    FILES_READ,
    /** Nobody announces what a push will bring: what never came cannot be missed here. */
    UNKNOWN
  }

  /** Whether a source that records are fetched from delivers. */
  public enum SourceState {
    OK,
    /** It cannot be read; {@code problem} says why. */
    FAILING,
    /** It was not looked at when it was due: the service is stopped, or has too much to do. */
    OVERDUE,
    /** It can be read, and no record came for as long as {@code cairn.trail.ledger.silence}. */
    SILENT,
    /** Somebody switched it off. */
    DISABLED
  }
}

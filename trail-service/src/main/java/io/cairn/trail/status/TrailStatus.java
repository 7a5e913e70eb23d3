package io.cairn.trail.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.trail.ledger.LedgerEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What trail-service is doing.
 *
 * @param partitions the writers
 * @param lag Kafka records accepted and not stored, over all partitions; null while the broker is
 *     away
 * @param untoldBatches stored batches that detections do not know of yet
 * @param stored events stored by all sources
 * @param lastEventTime time of the newest event
 * @param sources last event and counts of each source, the first 1,000
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrailStatus(
    List<PartitionStatus> partitions,
    @Nullable Long lag,
    long untoldBatches,
    long stored,
    @Nullable Instant lastEventTime,
    List<LedgerEntry> sources) {
  TrailStatus {
    partitions = List.copyOf(partitions);
    sources = List.copyOf(sources);
  }

  /**
   * A partition.
   *
   * @param partition its number
   * @param nextOffset first record not stored yet
   * @param endOffset offset behind its last record; null while the broker is away
   * @param lag records between the two
   * @param writtenHere whether this process is its writer
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PartitionStatus(
      int partition,
      long nextOffset,
      @Nullable Long endOffset,
      @Nullable Long lag,
      boolean writtenHere) {}
}

package io.cairn.trail.status;

import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.Lease;
import io.cairn.trail.ledger.LedgerEntry;
import io.cairn.trail.ledger.LedgerReader;
import io.cairn.trail.status.TrailStatus.PartitionStatus;
import io.cairn.trail.writer.PartitionLeases;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Puts the status together. */
@Singleton
class StatusService {
  private static final int MAX_SOURCES = 1_000;

  private final EventStore store;
  private final PartitionLeases leases;
  private final LedgerReader ledger;
  private final KafkaEnds kafka;

  StatusService(EventStore store, PartitionLeases leases, LedgerReader ledger, KafkaEnds kafka) {
    this.store = store;
    this.leases = leases;
    this.ledger = ledger;
    this.kafka = kafka;
  }

  TrailStatus status() {
    Set<Integer> here = new HashSet<>();
    leases.held().forEach(lease -> here.add(lease.partition()));
    Map<Integer, Long> ends = kafka.ends().orElse(Map.of());
    List<PartitionStatus> partitions = new ArrayList<>();
    for (Lease lease : store.leases()) {
      if (lease.partition() < 0) {
        continue; // not of the log: rows that are moved into blocks
      }
      Long end = ends.get(lease.partition());
      partitions.add(
          new PartitionStatus(
              lease.partition(),
              lease.nextOffset(),
              end,
              end == null ? null : Math.max(0, end - lease.nextOffset()),
              here.contains(lease.partition())));
    }
    List<LedgerEntry> sources = ledger.entries(null, null, MAX_SOURCES);
    Instant last =
        sources.stream()
            .map(LedgerEntry::lastEventTime)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new TrailStatus(
        partitions,
        ends.isEmpty()
            ? null
            : partitions.stream()
                .map(PartitionStatus::lag)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum(),
        store.untoldBatches(),
        sources.stream().mapToLong(LedgerEntry::stored).sum(),
        last,
        sources);
  }
}

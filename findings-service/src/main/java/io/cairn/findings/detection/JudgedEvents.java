package io.cairn.findings.detection;

import io.cairn.findings.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/** Counts judged events in the transaction that judges them, and as metrics. */
@Singleton
class JudgedEvents {
  private final Database database;
  private final DetectionTable table;
  private final MeterRegistry meters;

  JudgedEvents(Database database, DetectionTable table, MeterRegistry meters) {
    this.database = database;
    this.table = table;
    this.meters = meters;
  }

  /** The events of one batch, by partition. */
  static final class Tally {
    private final Map<Integer, long[]> partitions = new TreeMap<>();

    void evaluated(int partition) {
      of(partition)[0]++;
    }

    void notEvaluated(int partition) {
      of(partition)[1]++;
    }

    private long[] of(int partition) {
      return partitions.computeIfAbsent(partition, _ -> new long[2]);
    }
  }

  void keep(Tally tally) {
    database.call(
        "keep the detections' progress",
        connection -> {
          for (var entry : tally.partitions.entrySet()) {
            long[] events = entry.getValue();
            table.addProgress(connection, entry.getKey(), events[0], events[1]);
          }
          return tally.partitions.size();
        });
    for (long[] events : tally.partitions.values()) {
      meters.counter("cairn.findings.events.evaluated").increment((double) events[0]);
      meters.counter("cairn.findings.events.not_evaluated").increment((double) events[1]);
    }
  }
}

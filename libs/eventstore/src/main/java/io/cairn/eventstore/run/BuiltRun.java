package io.cairn.eventstore.run;

import java.util.List;

/**
 * A run ready to be stored.
 *
 * @param day UTC day, in days since 1970
 * @param meta its blocks
 * @param metaBytes the same as stored
 * @param columns of each chunk
 * @param buckets rows of {@code run_bucket}, from bucket 0
 */
public record BuiltRun(
    int day, RunMeta meta, byte[] metaBytes, List<StoredColumn> columns, List<byte[]> buckets) {
  /** Copies the lists. */
  public BuiltRun {
    columns = List.copyOf(columns);
    buckets = List.copyOf(buckets);
  }

  /**
   * A row of {@code run_column}.
   *
   * @param attribute number of the attribute, 0 for the times
   * @param chunk number of the chunk
   * @param data its bytes
   */
  public record StoredColumn(int attribute, int chunk, byte[] data) {}

  /** Number of events. */
  public int count() {
    return meta.chunks().stream().mapToInt(RunMeta.Chunk::count).sum();
  }

  /** Time of the oldest event. */
  public long first() {
    return meta.chunks().stream().mapToLong(RunMeta.Chunk::first).min().orElseThrow();
  }

  /** Time of the newest event. */
  public long last() {
    return meta.chunks().stream().mapToLong(RunMeta.Chunk::last).max().orElseThrow();
  }
}

package io.cairn.bench.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Latencies of one run, in nanoseconds, sorted. */
public final class Percentiles {
  private final long[] sorted;

  /** Of these latencies; at least one. */
  public Percentiles(List<Long> nanos) {
    this.sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
  }

  /** A percentile in milliseconds; {@code p} from 0 to 100. */
  public double millis(double p) {
    int at = (int) Math.ceil(p / 100 * sorted.length) - 1;
    return sorted[Math.clamp(at, 0, sorted.length - 1)] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, max %.1f ms (%d)",
        millis(50),
        millis(99),
        millis(100),
        sorted.length);
  }
}

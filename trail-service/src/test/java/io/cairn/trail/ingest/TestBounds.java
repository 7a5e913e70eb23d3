package io.cairn.trail.ingest;

import java.time.Duration;
import org.jspecify.annotations.NullMarked;

/** The default bounds, with a small size after inflating. */
@NullMarked
record TestBounds(long maxInflatedBytes) implements IngestConfig {
  @Override
  public int maxBytes() {
    return 1 << 24;
  }

  @Override
  public int maxRatio() {
    return 200;
  }

  @Override
  public int maxRecords() {
    return 1_000_000;
  }

  @Override
  public int maxDepth() {
    return 32;
  }

  @Override
  public Duration maxAhead() {
    return Duration.ofDays(7);
  }

  @Override
  public int maxBytesInWork() {
    return 1 << 26;
  }

  @Override
  public Duration maxWait() {
    return Duration.ofSeconds(1);
  }
}

package io.cairn.trail.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of what is taken in. */
@ConfigMapping(prefix = "cairn.trail.ingest")
public interface IngestConfig {
  /** Longest body or file as it comes, compressed or not, in bytes. */
  @WithDefault("16777216")
  int maxBytes();

  /** Longest body or file after inflating, in bytes. */
  @WithDefault("268435456")
  long maxInflatedBytes();

  /** How many times longer a body may get by inflating; the first MiB is not counted. */
  @WithDefault("200")
  int maxRatio();

  /** Most records in one body or file. */
  @WithDefault("1000000")
  int maxRecords();

  /** Deepest nesting of a record. */
  @WithDefault("32")
  int maxDepth();

  /** How far in the future an event's time may lie; clocks differ, but not by days. */
  @WithDefault("P7D")
  Duration maxAhead();

  /** Bytes of bodies worked on at the same time; further callers wait, then are told to retry. */
  @WithDefault("33554432")
  int maxBytesInWork();

  /** How long a caller waits for its turn. */
  @WithDefault("PT10S")
  Duration maxWait();
}

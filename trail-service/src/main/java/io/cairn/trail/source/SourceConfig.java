package io.cairn.trail.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sources are read. */
@ConfigMapping(prefix = "cairn.trail.source")
public interface SourceConfig {
  /** Whether sources are read by this process at all. */
  @WithDefault("true")
  boolean enabled();

  /** Pause between two listings of a source. */
  @WithDefault("PT60S")
  Duration listingInterval();

  /** How long accounts and regions found in a bucket are taken as all there are. */
  @WithDefault("PT10M")
  Duration discoveryInterval();

  /** How far back each listing looks for files that came late. */
  @WithDefault("P3D")
  Duration lateWindow();

  /** How long one request to a queue waits for messages, at most 20 s. */
  @WithDefault("PT10S")
  Duration queueWait();

  /** First pause after a failure; it doubles each time, up to the longest. */
  @WithDefault("PT1M")
  Duration firstRetry();

  /** Longest pause after a failure. */
  @WithDefault("PT6H")
  Duration longestRetry();

  /** Files read at the same time, over all sources. */
  @WithDefault("2")
  int concurrency();

  /** Largest log file as it lies in the bucket, in bytes. */
  @WithDefault("33554432")
  int maxObjectBytes();
}

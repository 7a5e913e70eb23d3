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

  /** Pause between two looks at a folder (account and region) in which files arrive. */
  @WithDefault("PT60S")
  Duration listingInterval();

  /** Longest pause of a folder in which nothing arrives; each look in vain doubles its pause. */
  @WithDefault("PT1H")
  Duration quietInterval();

  /**
   * Calls a second that one source may spend on looking; with very many folders each is looked at
   * less often. Reading a backlog is not held back.
   */
  @WithDefault("5")
  double listRate();

  /** How long accounts and regions found in a bucket are taken as all there are, at least. */
  @WithDefault("PT10M")
  Duration discoveryInterval();

  /** How far before the last file's name each look begins; writers finish out of order. */
  @WithDefault("PT2H")
  Duration overlap();

  /** How late a file may come and is still found, by looks that go back that far. */
  @WithDefault("P7D")
  Duration lateWindow();

  /** Pause between two looks at a folder that go back for files that came late. */
  @WithDefault("PT6H")
  Duration lateInterval();

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
  @WithDefault("4")
  int concurrency();

  /** Largest log file as it lies in the bucket, in bytes. */
  @WithDefault("33554432")
  int maxObjectBytes();
}

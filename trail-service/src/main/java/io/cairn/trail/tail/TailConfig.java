package io.cairn.trail.tail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of live tails. */
@ConfigMapping(prefix = "cairn.trail.tail")
public interface TailConfig {
  /** Most requests that wait for events at a time in one process. */
  @WithDefault("32")
  int mostWaiting();

  /** Connections to the broker that are kept for the next request. */
  @WithDefault("4")
  int kept();
}

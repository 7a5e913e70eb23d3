package io.cairn.trail.lookup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of look-ups. */
@ConfigMapping(prefix = "cairn.trail.lookup")
public interface LookupConfig {
  /** How long one page may take; a scan then answers what it has and a token to go on. */
  @WithDefault("PT5S")
  Duration timeLimit();

  /** Most {@code path} conditions in one query. */
  @WithDefault("10")
  int maxPaths();
}

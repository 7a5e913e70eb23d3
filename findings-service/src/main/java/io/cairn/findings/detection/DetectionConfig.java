package io.cairn.findings.detection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of the rules people add. */
@ConfigMapping(prefix = "cairn.findings.detection")
interface DetectionConfig {
  /** Largest Sigma file taken, in bytes. */
  @WithDefault("1048576")
  int maxFileBytes();

  /** Most rules kept besides those that ship. */
  @WithDefault("5000")
  int maxRules();

  /** Most characters of those rules together; every replica holds them in memory. */
  @WithDefault("16777216")
  long maxTotalBytes();
}

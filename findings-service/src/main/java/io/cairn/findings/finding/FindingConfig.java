package io.cairn.findings.finding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much evidence is kept. Counts are exact whatever is kept. */
@ConfigMapping(prefix = "cairn.findings.finding")
interface FindingConfig {
  /** Events kept for each finding from its beginning. */
  @WithDefault("10")
  int firstEventsKept();

  /** Events kept for each finding up to its latest. */
  @WithDefault("40")
  int latestEventsKept();

  /** Versions of the resource kept for each finding of a rule. */
  @WithDefault("20")
  int itemsKept();
}

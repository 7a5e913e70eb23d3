package io.cairn.findings.finding.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much evidence is kept. Counts are exact whatever is kept. */
@ConfigMapping(prefix = "cairn.findings.finding")
public interface FindingConfig {
  /** Events kept for each finding from its beginning. */
  @WithDefault("10")
  public int firstEventsKept();

  /** Events kept for each finding up to its latest. */
  @WithDefault("40")
  public int latestEventsKept();

  /** Versions of the resource kept for each finding of a rule. */
  @WithDefault("20")
  public int itemsKept();

  /**
   * How long before the suite took an event in it must have happened for its finding to be told as
   * history: what an import of old logs brings. CloudTrail itself is late by minutes.
   */
  @WithDefault("PT24H")
  public Duration historyAfter();

  /**
   * How long matched events lie row by row, in event time, before they are packed; two days or
   * more.
   */
  @WithDefault("P7D")
  public Duration packAfter();

  /** How often older matched events are packed. */
  @WithDefault("1h")
  public String packEvery();
}

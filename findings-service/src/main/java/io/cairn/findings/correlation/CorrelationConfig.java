package io.cairn.findings.correlation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What correlations keep, and for how long. */
@ConfigMapping(prefix = "cairn.findings.correlation")
interface CorrelationConfig {
  /**
   * How much older than its group's newest event one may be, beyond the window, and still be put
   * where it belongs; later ones are counted and left out. Longer keeps more.
   */
  @WithDefault("PT6H")
  Duration lateness();

  /**
   * How long a group must have been left alone before it is judged at its close or forgotten,
   * whatever its events' times: an import of old logs must be able to finish its windows.
   */
  @WithDefault("PT5M")
  Duration quiet();

  /** Most groups kept; past it those that would be looked at soonest are forgotten and counted. */
  @WithDefault("200000")
  int maxGroups();

  /** How often groups whose time has come are looked at. */
  @WithDefault("10s")
  String wakeEvery();
}

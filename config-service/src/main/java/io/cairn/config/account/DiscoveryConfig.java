package io.cairn.config.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When and how much is discovered. */
@ConfigMapping(prefix = "cairn.config.discovery")
public interface DiscoveryConfig {

  /** Whether accounts are discovered when added and by schedule; on request they always are. */
  @WithDefault("true")
  boolean enabled();

  /** Time between two scheduled discoveries of an account, give or take a tenth. */
  @WithDefault("PT6H")
  Duration interval();

  /** How often the schedule and left-over work are looked at. */
  @WithDefault("PT10S")
  Duration poll();

  /** Units worked on at once by one process. */
  @WithDefault("6")
  int concurrency();

  /** How long a unit stays with a worker that shows no sign of life. */
  @WithDefault("PT30S")
  Duration lease();

  /** Jobs kept of each account. */
  @WithDefault("100")
  int keepJobs();
}

package io.cairn.config.rule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How items from before a rule came or changed are judged. */
@ConfigMapping(prefix = "cairn.config.rule")
public interface RuleConfig {
  /** How often rules are looked through for such items; whole seconds. */
  @WithDefault("2s")
  Duration sweepEvery();

  /** Resources in one transaction of the background run; more is faster and holds locks longer. */
  @WithDefault("100")
  int sweepBatch();
}

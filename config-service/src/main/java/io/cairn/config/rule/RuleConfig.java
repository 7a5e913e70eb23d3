package io.cairn.config.rule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How items from before a rule came or changed are judged. */
@ConfigMapping(prefix = "cairn.config.rule")
public interface RuleConfig {
  /** Resources in one transaction of the background run; more is faster and holds locks longer. */
  @WithDefault("100")
  int sweepBatch();
}

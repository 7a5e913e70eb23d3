package io.cairn.config.rule.custom;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rules are tried on recorded history. */
@ConfigMapping(prefix = "cairn.config.rule-trial")
public interface TrialConfig {
  /** How long one answer may take; what is left then goes on by its token. */
  @WithDefault("PT5S")
  Duration trialTime();
}

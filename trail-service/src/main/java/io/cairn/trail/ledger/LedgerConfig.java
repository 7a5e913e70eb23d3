package io.cairn.trail.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the ledger calls a source late or silent. */
@ConfigMapping(prefix = "cairn.trail.ledger")
public interface LedgerConfig {
  /** How long nothing may come from a source before it is called silent. */
  @WithDefault("P1D")
  Duration silence();

  /** How long a source may wait for its turn before it is called overdue. */
  @WithDefault("PT10M")
  Duration overdue();
}

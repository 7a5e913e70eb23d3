package io.cairn.gateway.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the gateway's own audit trail copes when the broker is away. */
@ConfigMapping(prefix = "cairn.gateway.audit")
interface AuditConfig {
  /** How long a request waits for the broker before its record is kept in the database instead. */
  @WithDefault("PT2S")
  Duration brokerTimeout();

  /** Most records kept in the database; beyond it requests are refused. */
  @WithDefault("100000")
  int spoolLimit();

  /**
   * Most refused requests of unknown callers that are recorded one by one in a minute; beyond it
   * they are counted, and one record tells how many they were and where they came from.
   */
  @WithDefault("120")
  int anonymousPerMinute();

  /**
   * Age at which the row of a request under way is taken for one that a crash left behind; must be
   * longer than any request may take to be answered.
   */
  @WithDefault("PT2M")
  Duration orphanAfter();
}

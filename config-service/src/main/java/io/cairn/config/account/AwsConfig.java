package io.cairn.config.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How AWS is called. */
@ConfigMapping(prefix = "cairn.aws")
public interface AwsConfig {

  /**
   * Whether accounts may have endpoints that are http or in loopback, private or link-local ranges.
   */
  @WithDefault("false")
  boolean allowPrivateEndpoints();

  /** All call rates times this; 1 leaves four fifths of AWS's published quotas to others. */
  @WithDefault("1")
  double rateFactor();

  /** To open a connection. */
  @WithDefault("PT3S")
  Duration connectTimeout();

  /** Between two packets of an answer. */
  @WithDefault("PT30S")
  Duration readTimeout();

  /** One call with all that belongs to it. */
  @WithDefault("PT60S")
  Duration callTimeout();

  /** Pause before a call that failed is made again; each further one is twice as long. */
  @WithDefault("PT0.4S")
  Duration firstBackoff();

  /** Clients kept open; each is a service of an account in a region. */
  @WithDefault("256")
  int maxClients();
}

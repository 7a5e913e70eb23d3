package io.cairn.trail.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the suite talks to AWS; the same keys in every service. */
@ConfigMapping(prefix = "cairn.aws")
public interface AwsConfig {
  /**
   * Whether an endpoint may be plain http or lie in a loopback, private or link-local range. Only
   * for a local S3, as the one-machine launcher has.
   */
  @WithDefault("false")
  boolean allowPrivateEndpoints();
}

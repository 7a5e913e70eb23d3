package io.cairn.gateway.route;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of what the gateway takes in. */
@ConfigMapping(prefix = "cairn.gateway")
interface RouteConfig {
  /** Largest body of a request. */
  @WithDefault("16M")
  MemorySize maxBodySize();

  /** How long a caller may take to send a body. */
  @WithDefault("PT60S")
  Duration bodyTimeout();

  /** Region of requests that name none, as tokens do not. */
  @WithDefault("us-east-1")
  String region();
}

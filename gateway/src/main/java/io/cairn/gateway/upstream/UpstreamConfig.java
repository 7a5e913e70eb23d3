package io.cairn.gateway.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the services are and how long they may take. */
@ConfigMapping(prefix = "cairn.gateway")
interface UpstreamConfig {
  /** Address of config-service. */
  @WithDefault("http://127.0.0.1:8081")
  URI configUrl();

  /** Address of trail-service. */
  @WithDefault("http://127.0.0.1:8082")
  URI trailUrl();

  /** Address of findings-service. */
  @WithDefault("http://127.0.0.1:8083")
  URI findingsUrl();

  /** How long connecting to a service may take. */
  @WithDefault("PT2S")
  Duration connectTimeout();

  /** How long a service may take until it begins to answer. */
  @WithDefault("PT60S")
  Duration answerTimeout();

  /** How long an answer may pause while it is streamed. */
  @WithDefault("PT5M")
  Duration idleTimeout();

  /** Most connections to one service. */
  @WithDefault("256")
  int connections();
}

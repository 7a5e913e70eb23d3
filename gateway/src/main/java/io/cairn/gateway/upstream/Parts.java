package io.cairn.gateway.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The three services and the one client that reaches them. */
@Singleton
public class Parts {
  private final List<Part> all;
  private final HttpClient client;
  private final Duration answerTimeout;

  Parts(UpstreamConfig config, Vertx vertx) {
    this.all =
        List.of(
            new Part("config-service", "/api/v1/config", config.configUrl()),
            new Part("trail-service", "/api/v1/trail", config.trailUrl()),
            new Part("findings-service", "/api/v1/findings", config.findingsUrl()));
    this.answerTimeout = config.answerTimeout();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setReadIdleTimeout((int) config.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(30)
                .setMaxInitialLineLength(16 * 1024)
                .setDecompressionSupported(false),
            new PoolOptions().setHttp1MaxSize(config.connections()));
  }

  /** Every service behind the gateway. */
  public List<Part> all() {
    return all;
  }

  /** The client to reach them with; follows no redirects and changes no body. */
  public HttpClient client() {
    return client;
  }

  /** How long a service may take until it begins to answer. */
  public Duration answerTimeout() {
    return answerTimeout;
  }

  @PreDestroy
  void close() {
    var _ = client.close();
  }
}

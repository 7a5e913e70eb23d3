package io.cairn.web.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards what is not a REST method: of Quarkus' own pages only health is open, the OpenAPI document
 * and the metrics need a token like everything else.
 */
@ApplicationScoped
public class OpenRoutes {
  /** Action of the internal token that may read a service's OpenAPI document. */
  public static final String GET_OPEN_API = "cairn:GetOpenApi";

  /** Action of the internal token that may read a service's metrics. */
  public static final String GET_METRICS = "cairn:GetMetrics";

  private static final Logger LOGGER = LoggerFactory.getLogger(OpenRoutes.class);
  private static final String BEARER = "Bearer ";
  private static final int BEFORE_EVERYTHING = 1_000;

  private final InternalTokens tokens;

  OpenRoutes(InternalTokens tokens) {
    this.tokens = tokens;
  }

  void install(@Observes Filters filters) {
    filters.register(this::guard, BEFORE_EVERYTHING);
  }

  private void guard(RoutingContext routing) {
    String path = routing.normalizedPath();
    boolean health = path.equals("/q/health") || path.startsWith("/q/health/");
    if (health || !path.startsWith("/q/")) {
      routing.next();
      return;
    }
    String header = routing.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.startsWith(BEARER)) {
      refuse(routing);
      return;
    }
    // The first signature that a process checks takes seconds on a busy machine.
    routing.request().pause();
    routing
        .vertx()
        .executeBlocking(() -> allows(path, header.substring(BEARER.length())), false)
        .onFailure(routing::fail)
        .onSuccess(
            allowed -> {
              routing.request().resume();
              if (allowed) {
                routing.next();
              } else {
                refuse(routing);
              }
            });
  }

  private static void refuse(RoutingContext routing) {
    var _ = routing.response().setStatusCode(401).end();
  }

  private boolean allows(String path, String token) {
    String needed = path.startsWith("/q/metrics") ? GET_METRICS : GET_OPEN_API;
    try {
      return needed.equals(tokens.verify(token).action());
    } catch (ParseException e) {
      LOGGER
          .atWarn()
          .addKeyValue("path", path)
          .addKeyValue("error", e.getMessage())
          .log("refused a token that the gateway did not make for this service");
      return false;
    }
  }
}

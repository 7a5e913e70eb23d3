package io.cairn.web.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

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

  private static final int BEFORE_EVERYTHING = 1_000;

  private final InternalTokens tokens;

  OpenRoutes(InternalTokens tokens) {
    this.tokens = tokens;
  }

  void install(@Observes Filters filters) {
    filters.register(this::guard, BEFORE_EVERYTHING);
  }

  private void guard(RoutingContext request) {
    String path = request.normalizedPath();
    boolean health = path.equals("/q/health") || path.startsWith("/q/health/");
    if (health || !path.startsWith("/q/") || allows(request, path)) {
      request.next();
    } else {
      request.response().setStatusCode(401).end();
    }
  }

  private boolean allows(RoutingContext request, String path) {
    String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.startsWith("Bearer ")) {
      return false;
    }
    String needed = path.startsWith("/q/metrics") ? GET_METRICS : GET_OPEN_API;
    try {
      return needed.equals(tokens.verify(header.substring(7)).getClaim("action"));
    } catch (ParseException e) {
      request.put("refusal", e.getMessage());
      return false;
    }
  }
}

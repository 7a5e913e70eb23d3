package io.cairn.gateway.route;

import io.cairn.gateway.page.OpenPages;
import io.cairn.web.runtime.Correlation;
import io.cairn.web.runtime.Ids;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The first to see every request. Open pages and health are answered without more ado; everything
 * else, whatever its path, goes through the {@link Pipeline}.
 */
@ApplicationScoped
class Edge {
  private static final int BEFORE_EVERYTHING = 5_000;
  private static final String NOTHING_INSIDE = "default-src 'none'; frame-ancestors 'none'";

  private final Vertx vertx;
  private final Ids ids;
  private final RouteConfig config;
  private final OpenPages pages;
  private final BodyReader bodies;
  private final Pipeline pipeline;

  Edge(
      Vertx vertx,
      Ids ids,
      RouteConfig config,
      OpenPages pages,
      BodyReader bodies,
      Pipeline pipeline) {
    this.vertx = vertx;
    this.ids = ids;
    this.config = config;
    this.pages = pages;
    this.bodies = bodies;
    this.pipeline = pipeline;
  }

  void install(@Observes Filters filters) {
    filters.register(this::handle, BEFORE_EVERYTHING);
  }

  private void handle(RoutingContext routing) {
    String given = routing.request().getHeader(Correlation.HTTP_HEADER);
    String requestId = ids.next().toString();
    String correlationId = given != null && Correlation.isValid(given) ? given : requestId;
    routing.addHeadersEndHandler(_ -> decorate(routing, requestId, correlationId));
    if (pages.answers(routing)) {
      return;
    }
    if (pages.isHealth(routing)) {
      routing.next();
      return;
    }
    Exchange exchange =
        new Exchange(
            routing,
            vertx.getOrCreateContext(),
            ids.next(),
            requestId,
            correlationId,
            config.region());
    if (!BodyReader.isLarge(routing.request())) {
      read(exchange, false);
      return;
    }
    routing.request().pause();
    pipeline.admit(
        exchange,
        proven -> {
          read(exchange, proven);
          routing.request().resume();
        });
  }

  private void read(Exchange exchange, boolean proven) {
    bodies.read(exchange, proven, refusal -> pipeline.start(exchange, refusal));
  }

  private static void decorate(RoutingContext routing, String requestId, String correlationId) {
    MultiMap headers = routing.response().headers();
    headers.set(Correlation.HTTP_HEADER, correlationId);
    headers.set("x-amzn-RequestId", requestId);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (!headers.contains("Content-Security-Policy")) {
      headers.set("Content-Security-Policy", NOTHING_INSIDE);
    }
    if (!headers.contains("Cache-Control")) {
      headers.set("Cache-Control", "no-store");
    }
    if (routing.request().isSSL()) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
  }
}

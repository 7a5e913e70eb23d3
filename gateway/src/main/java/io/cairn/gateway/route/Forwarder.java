package io.cairn.gateway.route;

import io.cairn.contracts.AccountId;
import io.cairn.gateway.audit.AuditTrail;
import io.cairn.gateway.audit.AuditUnavailableException;
import io.cairn.gateway.identity.SignedIn;
import io.cairn.gateway.upstream.InternalTokenMaker;
import io.cairn.gateway.upstream.Part;
import io.cairn.gateway.upstream.Parts;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.runtime.Correlation;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes an allowed request on to the service that owns it and streams the answer back as it comes,
 * server-sent events included. The answer's head waits until the request is recorded.
 */
@Singleton
class Forwarder {
  private static final Logger LOGGER = LoggerFactory.getLogger(Forwarder.class);

  private final Parts parts;
  private final InternalTokenMaker tokens;
  private final AuditTrail audit;
  private final Answers answers;

  Forwarder(Parts parts, InternalTokenMaker tokens, AuditTrail audit, Answers answers) {
    this.parts = parts;
    this.tokens = tokens;
    this.audit = audit;
    this.answers = answers;
  }

  void forward(Exchange exchange, SignedIn who, Part part, String action, String target)
      throws Refusal, InterruptedException {
    HttpClientResponse answer = ask(exchange, who, part, action, target);
    if (answer.statusCode() == HttpProblem.UNAUTHENTICATED.status()) {
      // Not the caller's fault, who would only sign in again and again.
      var _ = answer.request().reset();
      throw new Refusal(
          HttpProblem.BAD_GATEWAY,
          "BadGatewayException",
          part.name()
              + " does not accept this gateway's token; do both have halves of one key pair, and"
              + " the same time?");
    }
    try {
      audit.finish(
          exchange.entry(), Outcomes.of(answer.statusCode(), part.name()), exchange.begun());
    } catch (AuditUnavailableException e) {
      var _ = answer.request().reset();
      answers.send(exchange, answers.unrecorded(exchange, e));
      return;
    }
    exchange.context().runOnContext(_ -> stream(exchange, answer));
  }

  private HttpClientResponse ask(
      Exchange exchange, SignedIn who, Part part, String action, String target)
      throws Refusal, InterruptedException {
    AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
    CompletableFuture<HttpClientResponse> head = new CompletableFuture<>();
    RequestOptions options = options(exchange, who, part, action, target);
    exchange.context().runOnContext(_ -> start(exchange, options, sent, head));
    try {
      return head.get(parts.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      HttpClientRequest request = sent.get();
      if (request != null) {
        var _ = request.reset();
      }
      throw new Refusal(
          HttpProblem.TIMEOUT,
          "GatewayTimeoutException",
          part.name()
              + " did not begin to answer within "
              + parts.answerTimeout().toSeconds()
              + " s"
              + doubt(exchange));
    } catch (ExecutionException e) {
      LOGGER
          .atWarn()
          .addKeyValue("part", part.name())
          .addKeyValue("error", e.getMessage())
          .log("a service could not be asked");
      throw new Refusal(
          HttpProblem.BAD_GATEWAY,
          "BadGatewayException",
          part.name() + " could not be reached or broke off" + doubt(exchange));
    }
  }

  /** On the request's event loop. */
  private void start(
      Exchange exchange,
      RequestOptions options,
      AtomicReference<HttpClientRequest> sent,
      CompletableFuture<HttpClientResponse> head) {
    parts
        .client()
        .request(options)
        .compose(
            request -> {
              sent.set(request);
              exchange.routing().addEndHandler(ended -> giveUp(ended, request));
              return request.send(exchange.body());
            })
        .map(Forwarder::held)
        .onSuccess(head::complete)
        .onFailure(head::completeExceptionally);
  }

  /**
   * Holds an answer back until it is recorded; if it breaks off meanwhile, streaming it will tell.
   */
  private static HttpClientResponse held(HttpClientResponse answer) {
    return answer
        .pause()
        .exceptionHandler(
            e -> LOGGER.atDebug().addKeyValue("error", e.getMessage()).log("an answer broke off"));
  }

  /** A caller that goes away needs no answer any more. */
  private static void giveUp(AsyncResult<Void> ended, HttpClientRequest request) {
    if (ended.failed()) {
      var _ = request.reset();
    }
  }

  private static String doubt(Exchange exchange) {
    return exchange.readOnly()
        ? "; try again, and see /api/v1/status."
        : "; whether the request was carried out is unknown: look before trying again.";
  }

  private RequestOptions options(
      Exchange exchange, SignedIn who, Part part, String action, String target) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(exchange.method()))
            .setHost(part.address().getHost())
            .setPort(part.address().getPort() < 0 ? 80 : part.address().getPort())
            .setSsl("https".equals(part.address().getScheme()))
            .setURI(target);
    exchange
        .request()
        .headers()
        .forEach(
            header -> {
              if (ForwardedHeaders.goesToService(header.getKey(), exchange.request())) {
                options.addHeader(header.getKey(), header.getValue());
              }
            });
    return options
        .putHeader(Correlation.HTTP_HEADER, exchange.correlationId())
        .putHeader("X-Forwarded-For", exchange.peer())
        .putHeader(
            "Authorization",
            "Bearer "
                + tokens.make(part.name(), who.principal().arn(), AccountId.SUITE.value(), action));
  }

  private static void stream(Exchange exchange, HttpClientResponse answer) {
    var response = exchange.request().response();
    if (response.closed() || response.ended()) {
      var _ = answer.request().reset();
      return;
    }
    response.setStatusCode(answer.statusCode());
    answer
        .headers()
        .forEach(
            header -> {
              if (ForwardedHeaders.comesBack(header.getKey())) {
                response.headers().add(header.getKey(), header.getValue());
              }
            });
    if (exchange.method().equals("HEAD")) {
      var _ = response.end();
      answer.resume();
      return;
    }
    if (!response.headers().contains("Content-Length")) {
      response.setChunked(true);
    }
    answer
        .pipeTo(response)
        .onFailure(
            e -> {
              LOGGER
                  .atWarn()
                  .addKeyValue("path", exchange.rawPath())
                  .addKeyValue("error", e.getMessage())
                  .log("an answer broke off; the caller's connection is closed");
              var _ = answer.request().reset();
              var _ = response.reset();
            });
  }
}

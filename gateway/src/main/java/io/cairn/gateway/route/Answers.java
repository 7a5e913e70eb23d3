package io.cairn.gateway.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.gateway.audit.AuditEntry;
import io.cairn.gateway.audit.AuditTrail;
import io.cairn.gateway.audit.AuditUnavailableException;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers that the gateway gives itself: problems, each recorded before it is sent. */
@Singleton
class Answers {
  private static final Logger LOGGER = LoggerFactory.getLogger(Answers.class);

  private static final long LINGER_MILLIS = 1_000;

  private final AuditTrail audit;
  private final ObjectMapper json;

  Answers(AuditTrail audit, ObjectMapper json) {
    this.audit = audit;
    this.json = json;
  }

  /** Records a refusal and tells the caller. Blocks. */
  void refuse(Exchange exchange, Refusal refusal) {
    AuditEntry.Outcome outcome =
        new AuditEntry.Outcome(refusal.type().status(), refusal.awsCode(), refusal.detail());
    try {
      audit.finish(exchange.entry(), outcome, exchange.begun());
      send(exchange, refusal);
    } catch (AuditUnavailableException e) {
      send(exchange, unrecorded(exchange, e));
    }
  }

  /** What the caller hears when its request cannot be recorded. */
  Refusal unrecorded(Exchange exchange, AuditUnavailableException cause) {
    LOGGER
        .atError()
        .addKeyValue("eventId", exchange.entry().eventId())
        .addKeyValue("error", cause.getMessage())
        .log("a request could not be recorded, so it is not answered");
    return Refusal.unavailable(
        exchange.begun()
            ? "The request was passed on, but its outcome could not be recorded, so it is not told;"
                + " look at the state before trying again."
            : "Requests must be recorded before they are answered, and neither Kafka nor the"
                + " database takes the record; try again when they are back.");
  }

  /** Sends a problem without recording it. */
  void send(Exchange exchange, Refusal refusal) {
    Buffer body = Buffer.buffer(problem(exchange, refusal));
    exchange
        .context()
        .runOnContext(
            _ -> {
              HttpServerResponse response = exchange.request().response();
              if (response.ended() || response.headWritten() || response.closed()) {
                return;
              }
              int status = refusal.type().status();
              response.setStatusCode(status).putHeader("Content-Type", Problem.MEDIA_TYPE);
              if (status == HttpProblem.UNAUTHENTICATED.status()) {
                response.headers().add("WWW-Authenticate", "AWS4-HMAC-SHA256");
                response.headers().add("WWW-Authenticate", "Bearer");
              }
              if (status == HttpProblem.UNAVAILABLE.status()) {
                response.putHeader("Retry-After", Integer.toString(Problem.RETRY_AFTER_SECONDS));
              }
              boolean own = exchange.request().version() != HttpVersion.HTTP_2;
              if (exchange.isUnread() && own) {
                // The rest of the body is not wanted; the pause lets the caller read the answer
                // first.
                response.putHeader("Connection", "close");
                exchange
                    .context()
                    .owner()
                    .setTimer(LINGER_MILLIS, _ -> exchange.request().connection().close());
              }
              if (exchange.method().equals("HEAD")) {
                response.putHeader("Content-Length", Integer.toString(body.length()));
                var _ = response.end();
              } else {
                var _ = response.end(body);
              }
            });
  }

  private byte[] problem(Exchange exchange, Refusal refusal) {
    try {
      return json.writeValueAsBytes(
          new Problem(
              "/problems/" + refusal.type().slug(),
              refusal.type().title(),
              refusal.type().status(),
              refusal.detail(),
              exchange.rawPath(),
              exchange.correlationId(),
              List.of()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem could not be written", e);
    }
  }
}

package io.cairn.gateway.route;

import io.cairn.contracts.AccountId;
import io.cairn.gateway.audit.AuditEntry.Outcome;
import io.cairn.gateway.audit.AuditTrail;
import io.cairn.gateway.audit.AuditUnavailableException;
import io.cairn.gateway.identity.IdentityStoreException;
import io.cairn.gateway.identity.SignedIn;
import io.cairn.gateway.openapi.ApiDocuments;
import io.cairn.gateway.openapi.ApiOperation;
import io.cairn.gateway.openapi.RouteMatch;
import io.cairn.gateway.upstream.InternalTokenMaker;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.runtime.Correlation;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a request, in order, on a virtual thread of its own. */
@Singleton
class Pipeline {
  private static final Logger LOGGER = LoggerFactory.getLogger(Pipeline.class);
  private static final String GATEWAY = "gateway";

  private final ApiDocuments documents;
  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final AuditTrail audit;
  private final Forwarder forwarder;
  private final InternalTokenMaker tokens;
  private final Answers answers;

  Pipeline(
      ApiDocuments documents,
      Authenticator authenticator,
      Authorizer authorizer,
      AuditTrail audit,
      Forwarder forwarder,
      InternalTokenMaker tokens,
      Answers answers) {
    this.documents = documents;
    this.authenticator = authenticator;
    this.authorizer = authorizer;
    this.audit = audit;
    this.forwarder = forwarder;
    this.tokens = tokens;
    this.answers = answers;
  }

  /** What may block or refuse. */
  private interface Step {
    void run() throws Refusal, AuditUnavailableException, InterruptedException;
  }

  /** What goes on with a request, on its event loop, whose head was good enough to read on. */
  interface Admitted {
    void readBody(boolean proven);
  }

  /**
   * Looks at the head of a request with a large body, and refuses it unread where that suffices.
   */
  void admit(Exchange exchange, Admitted admitted) {
    run(
        exchange,
        () -> {
          boolean proven;
          try {
            proven = authenticator.isProvenByHead(exchange);
          } catch (Refusal e) {
            nameForRecord(exchange);
            exchange.leaveUnread();
            throw e;
          }
          exchange.context().runOnContext(_ -> admitted.readBody(proven));
        });
  }

  /** Takes over a request whose body was read, or refused. */
  void start(Exchange exchange, @Nullable Refusal refused) {
    run(
        exchange,
        () -> {
          if (refused != null) {
            nameForRecord(exchange);
            throw refused;
          }
          handle(exchange);
        });
  }

  private void run(Exchange exchange, Step step) {
    Thread.startVirtualThread(
        () -> {
          Correlation.set(exchange.correlationId());
          guard(exchange, step);
        });
  }

  private void guard(Exchange exchange, Step step) {
    try {
      step.run();
    } catch (Refusal e) {
      answers.refuse(exchange, e);
    } catch (AuditUnavailableException e) {
      answers.send(exchange, answers.unrecorded(exchange, e));
    } catch (IdentityStoreException e) {
      LOGGER.atError().setCause(e).log("the identities could not be read");
      answers.refuse(
          exchange,
          Refusal.unavailable("The database of identities does not answer; try again later."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answers.send(exchange, Refusal.unavailable("The gateway is stopping."));
    } catch (RuntimeException e) {
      LOGGER.atError().setCause(e).addKeyValue("path", exchange.rawPath()).log("the edge failed");
      answers.refuse(
          exchange,
          new Refusal(
              HttpProblem.INTERNAL,
              "InternalServerException",
              "The gateway failed; its log tells why under the correlation id of this answer."));
    }
  }

  /** A request that is refused for its body still tells in its record what it asked for. */
  private void nameForRecord(Exchange exchange) {
    try {
      match(exchange, RequestPath.parse(exchange.rawPath()));
    } catch (Refusal e) {
      LOGGER.atDebug().addKeyValue("error", e.detail()).log("the path names no operation");
    }
  }

  private RouteMatch match(Exchange exchange, RequestPath path) {
    RouteMatch match = documents.match(exchange.method(), path.segments());
    exchange.matched(match);
    return match;
  }

  private void handle(Exchange exchange)
      throws Refusal, AuditUnavailableException, InterruptedException {
    RequestPath path = RequestPath.parse(exchange.rawPath());
    RouteMatch match = match(exchange, path);
    SignedIn who = authenticator.authenticate(exchange);
    exchange.signedIn(who);
    RouteMatch.Found found = found(exchange, match);
    ApiOperation operation = found.operation();
    RequestQuery query = RequestQuery.parse(exchange.rawQuery());
    authorizer.require(exchange, who, found, query);
    if (!exchange.readOnly()) {
      audit.begin(exchange.entry());
      exchange.markBegun();
    }
    if (operation.part() != null) {
      forwarder.forward(
          exchange,
          who,
          operation.part(),
          String.valueOf(operation.tokenAction()),
          target(operation.upstreamPath(path.canonical()), query));
    } else {
      carryOut(exchange, who, operation);
    }
  }

  private static String target(String path, RequestQuery query) {
    return query.pairs().isEmpty() ? path : path + "?" + query.canonical();
  }

  private static RouteMatch.Found found(Exchange exchange, RouteMatch match) throws Refusal {
    return switch (match) {
      case RouteMatch.Found found -> found;
      case RouteMatch.WrongMethod wrong ->
          throw new Refusal(
              HttpProblem.METHOD_NOT_ALLOWED,
              "MethodNotAllowedException",
              exchange.rawPath()
                  + " takes "
                  + String.join(", ", wrong.allowed())
                  + ", not "
                  + exchange.method()
                  + ".");
      case RouteMatch.Away away ->
          throw Refusal.unavailable(
              away.part().name()
                  + " has not started yet, so what it serves is unknown; see /api/v1/status.");
      case RouteMatch.Unknown _ ->
          throw new Refusal(
              HttpProblem.NOT_FOUND,
              "UnknownOperationException",
              "Nothing is served at " + exchange.rawPath() + "; /openapi lists what is.");
    };
  }

  /** Hands one of the gateway's own operations to its method, as any service is handed one. */
  private void carryOut(Exchange exchange, SignedIn who, ApiOperation operation)
      throws AuditUnavailableException {
    String token =
        tokens.make(
            GATEWAY,
            who.principal().arn(),
            AccountId.SUITE.value(),
            String.valueOf(operation.tokenAction()));
    if (!operation.template().startsWith("/api/")) {
      audit.finish(exchange.entry(), new Outcome(200, null, null), exchange.begun());
    }
    exchange
        .context()
        .runOnContext(
            _ -> {
              var routing = exchange.routing();
              routing.request().headers().set("Authorization", "Bearer " + token);
              routing.request().headers().set(Correlation.HTTP_HEADER, exchange.correlationId());
              routing.put(SignedIn.KEY, who);
              routing.put(Exchange.KEY, exchange);
              Buffer body = exchange.body();
              if (body.length() == 0 && !exchange.readOnly()) {
                // No body is no error: to Quarkus REST it is JSON's null.
                routing.request().headers().set("Content-Type", "application/json");
                body = Buffer.buffer("null");
              }
              ((RoutingContextInternal) routing).setBody(body);
              routing.next();
            });
  }
}

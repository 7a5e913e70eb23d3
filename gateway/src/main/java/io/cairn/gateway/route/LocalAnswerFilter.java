package io.cairn.gateway.route;

import io.cairn.gateway.audit.AuditEntry.Outcome;
import io.cairn.gateway.audit.AuditTrail;
import io.cairn.gateway.audit.AuditUnavailableException;
import io.cairn.web.problem.Problem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Context;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records how the gateway's own operations end, before their answer is sent. */
@Provider
public class LocalAnswerFilter implements ContainerResponseFilter {
  private static final Logger LOGGER = LoggerFactory.getLogger(LocalAnswerFilter.class);

  private final CurrentVertxRequest current;
  private final Instance<AuditTrail> audit;
  private final Instance<Answers> answers;

  /**
   * Filters are made before settings can be read, so what needs settings is looked up when used.
   */
  LocalAnswerFilter(
      CurrentVertxRequest current, Instance<AuditTrail> audit, Instance<Answers> answers) {
    this.current = current;
    this.audit = audit;
    this.answers = answers;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(current.getCurrent().get(Exchange.KEY) instanceof Exchange exchange)) {
      throw new IllegalStateException(
          "a request came past the edge: " + request.getUriInfo().getPath());
    }
    Outcome outcome = Outcomes.of(response.getStatus(), "gateway");
    if (Context.isOnEventLoopThread()) {
      // Refused by the framework before the operation ran: nothing was done, and nothing here may
      // block. If it was a changing request, its row is in the database already.
      Thread.startVirtualThread(() -> finishLater(exchange, outcome));
      return;
    }
    try {
      audit.get().finish(exchange.entry(), outcome, exchange.begun());
    } catch (AuditUnavailableException e) {
      replace(response, exchange, answers.get().unrecorded(exchange, e));
    }
  }

  private void finishLater(Exchange exchange, Outcome outcome) {
    try {
      audit.get().finish(exchange.entry(), outcome, exchange.begun());
    } catch (AuditUnavailableException e) {
      LOGGER
          .atError()
          .addKeyValue("eventId", exchange.entry().eventId())
          .addKeyValue("error", e.getMessage())
          .log("a refused request could not be recorded");
    }
  }

  private static void replace(
      ContainerResponseContext response, Exchange exchange, Refusal refusal) {
    Response problem =
        Problem.response(
            refusal.type().status(),
            refusal.detail(),
            exchange.rawPath(),
            exchange.correlationId());
    response.setStatus(problem.getStatus());
    response.setEntity(
        problem.getEntity(), new Annotation[0], MediaType.valueOf(Problem.MEDIA_TYPE));
  }
}

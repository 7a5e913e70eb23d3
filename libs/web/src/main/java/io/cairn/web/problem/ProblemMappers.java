package io.cairn.web.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.cairn.web.body.BodyFault;
import io.cairn.web.runtime.Correlation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From exceptions to problems: the only place where a service turns a failure into an answer. */
public class ProblemMappers {
  private static final Logger LOGGER = LoggerFactory.getLogger(ProblemMappers.class);

  private static final int BEFORE_QUARKUS = Priorities.USER - 100;

  /** Errors that features name. */
  @ServerExceptionMapper
  public Response problem(ProblemException e, UriInfo uri) {
    if (e.type().status() >= 500) {
      LOGGER.atError().setCause(e).addKeyValue("problem", e.type().slug()).log("request failed");
    }
    return Problem.response(
        e.type(), String.valueOf(e.getMessage()), uri.getPath(), Correlation.current(), e.errors());
  }

  /** Parameters and bodies that break a declared bound. */
  @ServerExceptionMapper
  public Response invalid(ConstraintViolationException e, UriInfo uri) {
    List<ProblemError> errors =
        e.getConstraintViolations().stream()
            .map(v -> new ProblemError(field(v), v.getMessage()))
            .toList();
    String detail =
        errors.size() == 1
            ? errors.getFirst().field() + " " + errors.getFirst().detail()
            : errors.size() + " values are out of bounds";
    return Problem.response(
        HttpProblem.BAD_REQUEST, detail, uri.getPath(), Correlation.current(), errors);
  }

  /** Without the method's own name, which means nothing to a caller. */
  private static String field(ConstraintViolation<?> violation) {
    var text = new StringBuilder();
    int depth = 0;
    for (Path.Node node : violation.getPropertyPath()) {
      if (depth++ > 0) {
        text.append(text.isEmpty() ? "" : ".").append(node);
      }
    }
    return text.toString();
  }

  /** Bodies that are no JSON. */
  @ServerExceptionMapper
  public Response unreadable(JacksonException e, UriInfo uri) {
    BodyFault fault = BodyFault.of(e);
    List<ProblemError> errors =
        fault.pointer() == null
            ? List.of()
            : List.of(new ProblemError(fault.pointer(), fault.detail()));
    return Problem.response(
        HttpProblem.BAD_REQUEST, fault.sentence(), uri.getPath(), Correlation.current(), errors);
  }

  /**
   * Members of a wrong kind, and such as nobody knows; Quarkus' own mapper, which is for the same
   * exception, would answer with an empty body.
   */
  @ServerExceptionMapper(priority = BEFORE_QUARKUS)
  public Response mismatched(MismatchedInputException e, UriInfo uri) {
    return unreadable(e, uri);
  }

  /**
   * A body that the type it is read into cannot hold, such as one that has a member twice; Quarkus'
   * own mapper would call it the service's failure. Where an answer cannot be written, it is that.
   */
  @ServerExceptionMapper(priority = BEFORE_QUARKUS)
  public Response unfit(InvalidDefinitionException e, UriInfo uri) {
    return e.getProcessor() instanceof JsonGenerator ? failed(e, uri) : unreadable(e, uri);
  }

  /** What the framework itself refuses: unknown paths, methods, media types. */
  @ServerExceptionMapper
  public Response refused(WebApplicationException e, UriInfo uri) {
    if (e.getCause() instanceof JacksonException json) {
      return unreadable(json, uri);
    }
    int status = e.getResponse().getStatus();
    if (status < 400) {
      return e.getResponse();
    }
    HttpProblem kind = HttpProblem.ofStatus(status);
    String detail =
        switch (kind) {
          case NOT_FOUND -> "Nothing is served at " + uri.getPath() + "; /openapi lists what is.";
          case METHOD_NOT_ALLOWED ->
              uri.getPath() + " does not take this method; /openapi lists what it takes.";
          default -> kind.title() + ".";
        };
    return Problem.response(kind, detail, uri.getPath(), Correlation.current(), List.of());
  }

  /** Everything nobody foresaw: logged with its cause, told without it. */
  @ServerExceptionMapper
  public Response failed(Throwable e, UriInfo uri) {
    LOGGER
        .atError()
        .setCause(e)
        .addKeyValue("path", uri.getPath())
        .log("request failed unexpectedly");
    return Problem.response(
        HttpProblem.INTERNAL,
        "The service failed to answer; its log tells why under the correlation id of this answer.",
        uri.getPath(),
        Correlation.current(),
        List.of());
  }
}

package io.cairn.web.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
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

  /** Bodies that are no JSON or not of the shape asked for. */
  @ServerExceptionMapper
  public Response unreadable(JacksonException e, UriInfo uri) {
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    String what =
        e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
            ? "The body's " + pointer(mapping) + " cannot be read"
            : "The body is not well-formed JSON";
    return Problem.response(
        HttpProblem.BAD_REQUEST,
        what + where + ": " + why(e),
        uri.getPath(),
        Correlation.current(),
        List.of());
  }

  /**
   * Jackson tells of wrong syntax in JSON's terms, but of wrong shapes in those of Java's classes.
   */
  private static String why(JacksonException e) {
    return switch (e) {
      case ValueInstantiationException refused when refused.getCause() != null ->
          String.valueOf(refused.getCause().getMessage());
      case JsonMappingException _ -> "its kind or shape is not the one that /openapi describes";
      default -> e.getOriginalMessage();
    };
  }

  /**
   * A body that the type it is read into cannot hold, such as one that has a member twice; Quarkus'
   * own mapper would call it the service's failure. Where an answer cannot be written, it is that.
   */
  @ServerExceptionMapper(priority = BEFORE_QUARKUS)
  public Response unfit(InvalidDefinitionException e, UriInfo uri) {
    return e.getProcessor() instanceof JsonGenerator ? failed(e, uri) : unreadable(e, uri);
  }

  private static String pointer(JsonMappingException e) {
    var text = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      text.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
    }
    return text.toString();
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

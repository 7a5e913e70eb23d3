package io.cairn.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer, as RFC 9457 has it.
 *
 * @param type {@code /problems/<slug>}
 * @param title kind of error
 * @param status HTTP status, repeated
 * @param detail this occurrence: what, where, what to do
 * @param instance path of the request
 * @param correlationId what to look for in the logs
 * @param errors the wrong parts, where there are several or their places matter
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable String correlationId,
    List<ProblemError> errors) {

  /** Media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Seconds after which a caller that got 503 may try again. */
  public static final int RETRY_AFTER_SECONDS = 5;

  /** Copies the list. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** An answer for one of the kinds that need no catalogue of their own. */
  public static Response response(
      int status, String detail, String path, @Nullable String correlationId) {
    return response(HttpProblem.ofStatus(status), detail, path, correlationId, List.of());
  }

  static Response response(
      ProblemType type,
      String detail,
      String path,
      @Nullable String correlationId,
      List<ProblemError> errors) {
    var problem =
        new Problem(
            "/problems/" + type.slug(),
            type.title(),
            type.status(),
            detail,
            path,
            correlationId,
            errors);
    var response = Response.status(type.status()).type(MEDIA_TYPE).entity(problem);
    if (type.status() == HttpProblem.UNAVAILABLE.status()) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.build();
  }
}

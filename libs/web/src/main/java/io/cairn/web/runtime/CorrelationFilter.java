package io.cairn.web.runtime;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Takes the correlation id from the request, or makes one, and gives it back with the answer;
 * before a method is found, so that what no method answers has one too.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public class CorrelationFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private final Ids ids;

  CorrelationFilter(Ids ids) {
    this.ids = ids;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String given = request.getHeaderString(Correlation.HTTP_HEADER);
    String id = Correlation.isValid(given) ? given : ids.next().toString();
    Correlation.set(id);
    request.setProperty(Correlation.HTTP_HEADER, id);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(Correlation.HTTP_HEADER) instanceof String id) {
      response.getHeaders().putSingle(Correlation.HTTP_HEADER, id);
    }
    Correlation.set(null);
  }
}

package io.cairn.web.access;

import io.cairn.web.problem.Problem;
import io.cairn.web.runtime.Correlation;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request through only with an internal token whose {@code action} is the one the matched
 * method declares. It decides on the method that will run, never on the path as text.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class InternalTokenFilter implements ContainerRequestFilter {
  private static final Logger LOGGER = LoggerFactory.getLogger(InternalTokenFilter.class);
  private static final String BEARER = "Bearer ";

  private final InternalTokens tokens;
  private final Caller caller;
  private final ResourceInfo resource;

  InternalTokenFilter(InternalTokens tokens, Caller caller, ResourceInfo resource) {
    this.tokens = tokens;
    this.caller = caller;
    this.resource = resource;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var declared = resource.getResourceMethod().getAnnotation(AwsAction.class);
    if (declared == null) {
      refuse(
          request,
          403,
          "This operation declares no AWS action, so nobody may call it; that is a defect of the service.");
      return;
    }
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.startsWith(BEARER)) {
      refuse(
          request,
          401,
          "Requests reach this service through the gateway only; none of its tokens came with this one.");
      return;
    }
    try {
      admit(request, tokens.verify(header.substring(BEARER.length())), declared.value());
    } catch (ParseException e) {
      LOGGER
          .atWarn()
          .addKeyValue("error", e.getMessage())
          .log("refused a token that the gateway did not make for this service");
      refuse(
          request,
          401,
          "The token was not made by this suite's gateway for this service, or is older than a minute.");
    }
  }

  private void admit(ContainerRequestContext request, InternalTokens.Claims token, String action) {
    if (!action.equals(token.action())) {
      refuse(
          request,
          403,
          "The token allows " + token.action() + "; this operation needs " + action + ".");
      return;
    }
    caller.identify(token.principalArn(), token.accountId());
  }

  private static void refuse(ContainerRequestContext request, int status, String detail) {
    request.abortWith(
        Problem.response(status, detail, request.getUriInfo().getPath(), Correlation.current()));
  }
}

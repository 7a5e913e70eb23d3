package io.cairn.gateway.identity;

import io.cairn.contracts.AccountId;
import io.cairn.web.access.AwsAction;
import io.cairn.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens, and who the caller is. */
@Path("/api/v1/identity")
@Tag(name = "identity")
class SessionResource {
  private final BearerTokens tokens;
  private final CurrentCaller caller;

  SessionResource(BearerTokens tokens, CurrentCaller caller) {
    this.tokens = tokens;
    this.caller = caller;
  }

  @POST
  @Path("/tokens")
  @AwsAction("sts:GetSessionToken")
  @Operation(
      operationId = "createToken",
      summary = "Gives a bearer token for a signed request; for one hour unless asked otherwise")
  @APIResponseSchema(value = Identities.Token.class, responseCode = "200")
  public Response create(
      @RequestBody(required = false) @Valid Identities.@Nullable TokenRequest request) {
    SignedIn signedIn = caller.get();
    if (signedIn.proof() != SignedIn.Proof.SIGNATURE) {
      throw new ProblemException(
          IdentityProblem.SIGNATURE_NEEDED,
          "A token is given for a request signed with an access key (SigV4, service cairn), not for"
              + " another token.");
    }
    Integer seconds = request == null ? null : request.durationSeconds();
    Duration life = seconds == null ? BearerTokens.USUAL : Duration.ofSeconds(seconds);
    return Response.ok(tokens.issue(signedIn.principal(), life))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @GET
  @Path("/caller")
  @AwsAction("sts:GetCallerIdentity")
  @Operation(operationId = "getCallerIdentity", summary = "Says who the caller is")
  public Identities.CallerIdentity caller() {
    Principal principal = caller.get().principal();
    return new Identities.CallerIdentity(
        principal.userId(), AccountId.SUITE.value(), principal.arn());
  }
}

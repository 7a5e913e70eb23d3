package io.cairn.gateway.identity;

import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Policies that can be attached to users. */
@Path("/api/v1/identity/policies")
@Tag(name = "identity")
class PolicyResource {
  private static final String LIST = "listPolicies";

  private final IdentityService service;
  private final PageTokens tokens;

  PolicyResource(IdentityService service, PageTokens tokens) {
    this.service = service;
    this.tokens = tokens;
  }

  @GET
  @AwsAction("iam:ListPolicies")
  @Operation(operationId = LIST, summary = "Lists policies with their documents by name")
  public Page<Identities.Policy> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    String after = nextToken == null ? "" : tokens.open(LIST, nextToken);
    List<Identities.Policy> policies = service.policies(after, limit + 1);
    boolean more = policies.size() > limit;
    List<Identities.Policy> items = more ? policies.subList(0, limit) : policies;
    return new Page<>(items, more ? tokens.seal(LIST, items.getLast().policyName()) : null);
  }

  @POST
  @AwsAction("iam:CreatePolicy")
  @Operation(operationId = "createPolicy", summary = "Makes a policy of an IAM policy document")
  @APIResponseSchema(value = Identities.Policy.class, responseCode = "201")
  public Response create(@NotNull @Valid Identities.NewPolicy policy) {
    Identities.Policy made = service.createPolicy(policy.policyName(), policy.policyDocument());
    return Response.created(URI.create("/api/v1/identity/policies/" + made.policyName()))
        .entity(made)
        .build();
  }

  @DELETE
  @Path("/{policyName}")
  @AwsAction("iam:DeletePolicy")
  @Operation(operationId = "deletePolicy", summary = "Deletes a policy that nobody has")
  public void delete(@PathParam("policyName") String policyName) {
    service.deletePolicy(policyName);
  }
}

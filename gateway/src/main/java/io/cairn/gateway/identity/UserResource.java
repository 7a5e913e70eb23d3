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
import jakarta.ws.rs.PUT;
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

/** Users and what is attached to them. */
@Path("/api/v1/identity/users")
@Tag(name = "identity")
class UserResource {
  private static final String LIST = "listUsers";

  private final IdentityService service;
  private final PageTokens tokens;

  UserResource(IdentityService service, PageTokens tokens) {
    this.service = service;
    this.tokens = tokens;
  }

  @GET
  @AwsAction("iam:ListUsers")
  @Operation(operationId = LIST, summary = "Lists users by name")
  public Page<Identities.User> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    String after = nextToken == null ? "" : tokens.open(LIST, nextToken);
    List<Identities.User> users = service.users(after, limit + 1);
    boolean more = users.size() > limit;
    List<Identities.User> items = more ? users.subList(0, limit) : users;
    return new Page<>(items, more ? tokens.seal(LIST, items.getLast().userName()) : null);
  }

  @POST
  @AwsAction("iam:CreateUser")
  @Operation(operationId = "createUser", summary = "Makes a user without any policy")
  @APIResponseSchema(value = Identities.User.class, responseCode = "201")
  public Response create(@NotNull @Valid Identities.NewUser user) {
    Identities.User made = service.createUser(user.userName());
    return Response.created(URI.create("/api/v1/identity/users/" + made.userName()))
        .entity(made)
        .build();
  }

  @DELETE
  @Path("/{userName}")
  @AwsAction("iam:DeleteUser")
  @Operation(
      operationId = "deleteUser",
      summary = "Deletes a user that has no keys and no policies")
  public void delete(@PathParam("userName") String userName) {
    service.deleteUser(userName);
  }

  @PUT
  @Path("/{userName}/policies/{policyName}")
  @AwsAction("iam:AttachUserPolicy")
  @Operation(operationId = "attachUserPolicy", summary = "Attaches a policy to a user")
  public void attach(
      @PathParam("userName") String userName, @PathParam("policyName") String policyName) {
    service.attach(userName, policyName);
  }

  @DELETE
  @Path("/{userName}/policies/{policyName}")
  @AwsAction("iam:DetachUserPolicy")
  @Operation(operationId = "detachUserPolicy", summary = "Detaches a policy from a user")
  public void detach(
      @PathParam("userName") String userName, @PathParam("policyName") String policyName) {
    service.detach(userName, policyName);
  }
}

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Access keys; a secret is shown once, in the answer that made it. */
@Path("/api/v1/identity/access-keys")
@Tag(name = "identity")
class AccessKeyResource {
  private static final String LIST = "listAccessKeys";

  private final IdentityService service;
  private final CurrentCaller caller;
  private final PageTokens tokens;

  AccessKeyResource(IdentityService service, CurrentCaller caller, PageTokens tokens) {
    this.service = service;
    this.caller = caller;
    this.tokens = tokens;
  }

  @GET
  @AwsAction("iam:ListAccessKeys")
  @Operation(operationId = LIST, summary = "Lists access keys, of one user or of all")
  public Page<Identities.AccessKey> list(
      @QueryParam("userName") @Nullable String userName,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    String purpose = LIST + "/" + userName;
    String after = nextToken == null ? "" : tokens.open(purpose, nextToken);
    List<Identities.AccessKey> keys = service.keys(userName, after, limit + 1);
    boolean more = keys.size() > limit;
    List<Identities.AccessKey> items = more ? keys.subList(0, limit) : keys;
    return new Page<>(items, more ? tokens.seal(purpose, items.getLast().accessKeyId()) : null);
  }

  @POST
  @AwsAction("iam:CreateAccessKey")
  @Operation(
      operationId = "createAccessKey",
      summary = "Makes an access key, by default for the caller")
  @APIResponseSchema(value = Identities.AccessKey.class, responseCode = "201")
  public Response create(
      @RequestBody(required = false) @Valid Identities.@Nullable NewAccessKey request) {
    String userName =
        request == null || request.userName() == null
            ? caller.get().principal().userName()
            : request.userName();
    Identities.AccessKey made = service.createKey(userName);
    return Response.created(URI.create("/api/v1/identity/access-keys/" + made.accessKeyId()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(made)
        .build();
  }

  @PUT
  @Path("/{accessKeyId}")
  @AwsAction("iam:UpdateAccessKey")
  @Operation(operationId = "updateAccessKey", summary = "Activates or deactivates an access key")
  public void update(
      @PathParam("accessKeyId") String accessKeyId, @NotNull @Valid Identities.KeyStatus status) {
    service.setStatus(
        accessKeyId, status.status().equals("Active"), caller.get().principal().accessKeyId());
  }

  @DELETE
  @Path("/{accessKeyId}")
  @AwsAction("iam:DeleteAccessKey")
  @Operation(operationId = "deleteAccessKey", summary = "Deletes an access key and its tokens")
  public void delete(@PathParam("accessKeyId") String accessKeyId) {
    service.deleteKey(accessKeyId, caller.get().principal().accessKeyId());
  }
}

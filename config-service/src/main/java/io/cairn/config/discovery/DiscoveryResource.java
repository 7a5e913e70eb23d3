package io.cairn.config.discovery;

import io.cairn.config.account.AccountService;
import io.cairn.web.access.AwsAction;
import io.cairn.web.access.Caller;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Starting discoveries over REST. */
@Path("/api/v1/config/accounts/{accountId}/discovery")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "discovery")
class DiscoveryResource {

  private final DiscoveryService discovery;
  private final DiscoveryWorkers workers;
  private final AccountService accounts;
  private final Caller caller;

  DiscoveryResource(
      DiscoveryService discovery,
      DiscoveryWorkers workers,
      AccountService accounts,
      Caller caller) {
    this.discovery = discovery;
    this.workers = workers;
    this.accounts = accounts;
    this.caller = caller;
  }

  /** The id under which the discovery's progress is told. */
  record Started(UUID jobId) {}

  /** Starts one, or joins the one under way. */
  @POST
  @AwsAction("config:StartConfigurationRecorder")
  @Operation(operationId = "discoverAccount", summary = "Discover all that an account has")
  @APIResponse(
      responseCode = "202",
      description = "The job that does it; one that is under way already is joined",
      content = @Content(schema = @Schema(implementation = Started.class)))
  public Response start(@PathParam("accountId") String accountId) {
    UUID id = discovery.start(accounts.get(accountId), "request", caller.principalArn());
    workers.wake();
    return Response.accepted(new Started(id))
        .location(URI.create("/api/v1/config/jobs/" + id))
        .build();
  }
}

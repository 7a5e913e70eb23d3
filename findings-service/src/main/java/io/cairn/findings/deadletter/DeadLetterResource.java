package io.cairn.findings.deadletter;

import io.cairn.messaging.deadletter.DeadLetter;
import io.cairn.messaging.deadletter.DeadLetters;
import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dead letters over HTTP. */
@Path("/api/v1/findings/dead-letters")
@Tag(name = "findings")
class DeadLetterResource {
  private final DeadLetters letters;

  DeadLetterResource(DeadLetters letters) {
    this.letters = letters;
  }

  @GET
  @AwsAction("sqs:ReceiveMessage")
  @Operation(
      operationId = "listFindingsDeadLetters",
      summary = "Records findings-service could not process, newest first")
  public Page<DeadLetter> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    return letters.list(limit, nextToken);
  }

  @POST
  @Path("/{id}/replay")
  @AwsAction("sqs:StartMessageMoveTask")
  @Operation(
      operationId = "replayFindingsDeadLetter",
      summary = "Send a dead letter to its topic again, for this service alone")
  @APIResponse(responseCode = "202", description = "The record is on its way")
  public Response replay(@PathParam("id") UUID id) {
    if (!letters.replay(id)) {
      throw new ProblemException(
          HttpProblem.NOT_FOUND,
          "There is no dead letter " + id + "; GET /api/v1/findings/dead-letters lists them.");
    }
    return Response.accepted().build();
  }
}

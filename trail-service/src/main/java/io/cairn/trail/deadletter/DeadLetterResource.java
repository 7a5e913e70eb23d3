package io.cairn.trail.deadletter;

import io.cairn.messaging.deadletter.DeadLetter;
import io.cairn.messaging.deadletter.DeadLetters;
import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The dead letters of trail-service. */
@Path("/api/v1/trail/dead-letters")
@Tag(name = "trail")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DeadLetterResource {
  private final DeadLetters letters;

  DeadLetterResource(DeadLetters letters) {
    this.letters = letters;
  }

  @GET
  @AwsAction("cloudtrail:ListImportFailures")
  @Operation(
      operationId = "listTrailDeadLetters",
      summary = "Records that could not be stored, newest first, with why")
  public Page<DeadLetter> listTrailDeadLetters(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    return letters.list(limit, nextToken);
  }

  @POST
  @Path("{id}/replay")
  @AwsAction("cloudtrail:StartImport")
  @Operation(
      operationId = "replayTrailDeadLetter",
      summary = "Send a dead letter to its topic again; the letter stays, marked as replayed")
  @APIResponse(responseCode = "202", description = "The record is on its way")
  public Response replayTrailDeadLetter(@PathParam("id") UUID id) {
    if (!letters.replay(id)) {
      throw new ProblemException(
          HttpProblem.NOT_FOUND, "There is no dead letter " + id + "; list them for their ids.");
    }
    return Response.accepted().build();
  }
}

package io.cairn.config.deadletter;

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

/** Records that config-service could not process, over REST. */
@Path("/api/v1/config/dead-letters")
@Tag(name = "dead letters")
class DeadLetterResource {
  private final DeadLetters letters;

  DeadLetterResource(DeadLetters letters) {
    this.letters = letters;
  }

  @GET
  @AwsAction("sqs:ReceiveMessage")
  @Operation(operationId = "listConfigDeadLetters", summary = "Records that could not be processed")
  public Page<DeadLetter> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    return letters.list(limit, nextToken);
  }

  @POST
  @Path("/{id}/replay")
  @AwsAction("sqs:StartMessageMoveTask")
  @Operation(operationId = "replayConfigDeadLetter", summary = "Sends a record to its topic again")
  @APIResponse(responseCode = "202", description = "The record is on its way")
  public Response replay(@PathParam("id") String id) {
    if (!letters.replay(uuid(id))) {
      throw new ProblemException(
          HttpProblem.NOT_FOUND,
          "There is no dead letter %s; GET /api/v1/config/dead-letters lists them.".formatted(id));
    }
    return Response.accepted().build();
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          HttpProblem.BAD_REQUEST, "id is no UUID: " + text + "; take it from the list.", e);
    }
  }
}

package io.cairn.findings.detection;

import io.cairn.findings.silent.SilentMatches;
import io.cairn.findings.silent.SilentReport;
import io.cairn.web.access.AwsAction;
import io.cairn.web.access.Caller;
import io.cairn.web.page.Page;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a detection would do, before anybody is told. */
@Path(DetectionResource.PATH + "/{id}")
@Tag(name = "detections")
@Produces(MediaType.APPLICATION_JSON)
class TrialResource {
  private final TrialService trials;
  private final SilentMatches silent;
  private final DetectionService detections;
  private final Caller caller;

  TrialResource(
      TrialService trials, SilentMatches silent, DetectionService detections, Caller caller) {
    this.trials = trials;
    this.silent = silent;
    this.detections = detections;
    this.caller = caller;
  }

  /** A trial that was begun. */
  @RegisterForReflection
  record Started(UUID trialId) {}

  @GET
  @Path("/silent-matches")
  @AwsAction("events:DescribeRule")
  @Operation(
      operationId = "getDetectionSilentMatches",
      summary = "What a silent detection matched: exact count, the latest 50 matches")
  public SilentReport silentMatches(@PathParam("id") String id) {
    if (detections.find(id).isEmpty()) {
      throw DetectionService.unknown(id);
    }
    return silent.report(id);
  }

  @POST
  @Path("/trials")
  @AwsAction("events:TestEventPattern")
  @Operation(
      operationId = "startDetectionTrial",
      summary = "Try a detection over the stored events that are still on the topic",
      description =
          "Nothing is stored but the result. from: an instant; seven days back unless given. One"
              + " trial at a time.")
  @APIResponseSchema(
      value = Started.class,
      responseCode = "202",
      responseDescription = "The trial that runs")
  public Response start(@PathParam("id") String id, @QueryParam("from") @Nullable Instant from) {
    UUID trial = trials.start(id, from, caller.principalArn());
    return Response.accepted(new Started(trial)).build();
  }

  @GET
  @Path("/trials")
  @AwsAction("events:DescribeRule")
  @Operation(
      operationId = "listDetectionTrials",
      summary = "Trials of a detection, the latest first, at most twenty")
  public Page<Trial> list(@PathParam("id") String id) {
    return new Page<>(trials.list(id), null, null);
  }
}

package io.cairn.findings.detection;

import io.cairn.web.access.AwsAction;
import io.cairn.web.access.Caller;
import io.cairn.web.page.Page;
import io.cairn.web.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Detections over HTTP. A change is in force for every event that is taken after the answer. */
@Path(DetectionResource.PATH)
@Tag(name = "detections")
@Produces(MediaType.APPLICATION_JSON)
class DetectionResource {
  static final String PATH = "/api/v1/findings/detections";
  private static final String YAML = "application/yaml";

  private final DetectionService service;
  private final Caller caller;

  DetectionResource(DetectionService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @GET
  @AwsAction("events:ListRules")
  @Operation(operationId = "listDetections", summary = "Shipped detections and your own, by title")
  public Page<DetectionDto.Item> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken,
      @QueryParam("count") boolean count) {
    return service.list(limit, nextToken, count);
  }

  @POST
  @Consumes(YAML)
  @AwsAction("events:PutRule")
  @Operation(
      operationId = "createDetections",
      summary = "Add the rules of a Sigma file, all or none",
      description =
          "At most 1 MiB; rules and correlations. Errors are told one by one with line, column and"
              + " code. state: SILENT counts matches of what is new and tells nobody, ENABLED unless"
              + " given.")
  @APIResponseSchema(
      value = DetectionDto.Added.class,
      responseCode = "201",
      responseDescription = "They judge from now on")
  public Response add(@QueryParam("state") @DefaultValue("ENABLED") String state, byte[] yaml) {
    DetectionDto.Added added = service.add(yaml, state(state), caller.principalArn());
    var answer = Response.status(Response.Status.CREATED).entity(added);
    if (added.ids().size() == 1) {
      answer.location(URI.create(PATH + "/" + added.ids().getFirst()));
    }
    return answer.build();
  }

  private static DetectionState state(String text) {
    try {
      return DetectionState.of(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          DetectionProblem.DETECTION_STATE, "Parameter state: " + e.getMessage(), e);
    }
  }

  @GET
  @Path("/{id}")
  @AwsAction("events:DescribeRule")
  @Operation(operationId = "getDetection", summary = "One detection with its Sigma text")
  public DetectionDto.Item get(@PathParam("id") String id) {
    return service.find(id).orElseThrow(() -> DetectionService.unknown(id));
  }

  @PUT
  @Path("/{id}")
  @Consumes(YAML)
  @AwsAction("events:PutRule")
  @Operation(
      operationId = "updateDetection",
      summary = "Replace the text of one of your detections")
  public DetectionDto.Added replace(@PathParam("id") String id, byte[] yaml) {
    return service.replace(id, yaml, caller.principalArn());
  }

  @PUT
  @Path("/{id}/enable")
  @AwsAction("events:EnableRule")
  @Operation(
      operationId = "updateDetectionEnabled",
      summary = "Switch a detection on, or promote a silent one")
  public DetectionDto.Item enable(@PathParam("id") String id) {
    service.put(id, DetectionState.ENABLED, caller.principalArn());
    return get(id);
  }

  @PUT
  @Path("/{id}/disable")
  @AwsAction("events:DisableRule")
  @Operation(
      operationId = "updateDetectionDisabled",
      summary = "Switch a detection off, a shipped one too")
  public DetectionDto.Item disable(@PathParam("id") String id) {
    service.put(id, DetectionState.DISABLED, caller.principalArn());
    return get(id);
  }

  @PUT
  @Path("/{id}/silence")
  @AwsAction("events:DisableRule")
  @Operation(
      operationId = "updateDetectionSilent",
      summary = "Let a detection run silently: its matches are counted, nobody is told")
  public DetectionDto.Item silence(@PathParam("id") String id) {
    service.put(id, DetectionState.SILENT, caller.principalArn());
    return get(id);
  }

  @DELETE
  @Path("/{id}")
  @AwsAction("events:DeleteRule")
  @Operation(
      operationId = "deleteDetection",
      summary = "Delete one of your detections; its findings stay")
  public void delete(@PathParam("id") String id) {
    service.delete(id);
  }
}

package io.cairn.trail.ingest;

import io.cairn.trail.ledger.LedgerException;
import io.cairn.web.access.AwsAction;
import io.cairn.web.access.Caller;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes CloudTrail records by push. */
@Path("/api/v1/trail/events")
@Tag(name = "trail")
class PushResource {
  private static final String PUSH = "push";

  private final Intake intake;
  private final BodyReader bodies;
  private final Caller caller;

  PushResource(Intake intake, BodyReader bodies, Caller caller) {
    this.intake = intake;
    this.bodies = bodies;
    this.caller = caller;
  }

  @POST
  @AwsAction("cloudtrail-data:PutAuditEvents")
  @Consumes({
    MediaType.APPLICATION_JSON,
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/gzip",
    "application/x-gzip",
    MediaType.APPLICATION_OCTET_STREAM
  })
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "putAuditEvents",
      summary =
          "Take in CloudTrail records: {\"Records\":[…]}, NDJSON or one record; gzip or plain")
  @APIResponseSchema(
      value = Receipt.class,
      responseCode = "202",
      responseDescription =
          "Accepted: durable, and searchable within seconds; refused records are named")
  public Response putAuditEvents(
      InputStream body,
      @Parameter(description = "Number of records the body holds; another number is refused whole")
          @QueryParam("records")
          @Min(0) @Nullable Integer records,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String contentEncoding,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long contentLength) {
    boolean lines =
        contentType != null && contentType.matches("application/(x-ndjson|ndjson|jsonl).*");
    var origin = new Origin(PUSH, null, caller.accountId());
    Receipt receipt =
        bodies.read(
            body,
            contentEncoding,
            contentLength,
            lines,
            records,
            payload -> accept(payload, origin));
    return Response.accepted(receipt).build();
  }

  private Receipt accept(Payload payload, Origin origin) {
    try {
      return intake.accept(payload, origin);
    } catch (MalformedInputException e) {
      throw IngestProblem.of(e);
    } catch (BrokerAwayException e) {
      throw IngestProblem.of(e);
    } catch (LedgerException e) {
      throw new ProblemException(
          HttpProblem.UNAVAILABLE,
          "The refused records could not be kept, because the database is away; send the body again"
              + " (what was stored already is recognised).",
          e);
    }
  }
}

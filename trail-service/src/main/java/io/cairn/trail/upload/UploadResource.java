package io.cairn.trail.upload;

import io.cairn.trail.ingest.BodyReader;
import io.cairn.trail.ingest.BrokerAwayException;
import io.cairn.trail.ingest.IngestProblem;
import io.cairn.trail.ingest.MalformedInputException;
import io.cairn.trail.ingest.Payload;
import io.cairn.web.access.AwsAction;
import io.cairn.web.access.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes CloudTrail log files, one a request. */
@Path("/api/v1/trail/uploads")
@Tag(name = "trail")
class UploadResource {
  private final UploadService uploads;
  private final BodyReader bodies;
  private final Caller caller;

  UploadResource(UploadService uploads, BodyReader bodies, Caller caller) {
    this.uploads = uploads;
    this.bodies = bodies;
    this.caller = caller;
  }

  @POST
  @AwsAction("cloudtrail:StartImport")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "uploadTrailFile",
      summary =
          "Take in one CloudTrail log file, gzip or plain; the same file again changes nothing")
  @APIResponseSchema(
      value = UploadResult.class,
      responseCode = "202",
      responseDescription =
          "Accepted: durable, and searchable within seconds; refused records are named")
  @APIResponse(
      responseCode = "200",
      description = "This file was received before",
      content = @Content(schema = @Schema(implementation = UploadResult.class)))
  public Response uploadTrailFile(
      @QueryParam("name") @NotNull @NotBlank @Size(max = 1_024) @Pattern(regexp = "[^\\x00-\\x1f]*") String name,
      InputStream body,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String contentEncoding,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long contentLength) {
    UploadResult result =
        bodies.read(
            body, contentEncoding, contentLength, false, null, payload -> upload(name, payload));
    return (result.alreadyReceived() ? Response.ok(result) : Response.accepted(result)).build();
  }

  private UploadResult upload(String name, Payload payload) {
    try {
      return uploads.upload(name, payload, caller.accountId());
    } catch (MalformedInputException e) {
      throw IngestProblem.of(e);
    } catch (BrokerAwayException e) {
      throw IngestProblem.of(e);
    }
  }
}

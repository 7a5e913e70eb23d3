package io.cairn.trail.status;

import io.cairn.web.access.AwsAction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The status over REST. */
@Path("/api/v1/trail/status")
@Tag(name = "trail")
class StatusResource {
  private final StatusService status;

  StatusResource(StatusService status) {
    this.status = status;
  }

  @GET
  @AwsAction("cloudtrail:GetTrailStatus")
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "getTrailServiceStatus",
      summary = "How far the writers are, what waits, and the last event of each source")
  public TrailStatus getTrailServiceStatus() {
    return status.status();
  }
}

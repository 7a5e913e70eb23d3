package io.cairn.config.discovery;

import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Discovery jobs over REST. */
@Path("/api/v1/config/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "discovery")
class JobResource {

  private final DiscoveryService discovery;

  JobResource(DiscoveryService discovery) {
    this.discovery = discovery;
  }

  /** One job with its units. */
  @GET
  @Path("/{jobId}")
  @AwsAction("config:DescribeConfigurationRecorderStatus")
  @Operation(operationId = "getJob", summary = "A discovery job and how far each unit of it is")
  public Job job(@PathParam("jobId") String jobId) {
    return discovery.job(jobId);
  }

  /** Jobs, newest first. */
  @GET
  @AwsAction("config:DescribeConfigurationRecorderStatus")
  @Operation(operationId = "listJobs", summary = "Discovery jobs, newest first")
  public Page<Job> jobs(
      @QueryParam("accountId") @Nullable String accountId,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    return discovery.list(accountId, limit, nextToken);
  }
}

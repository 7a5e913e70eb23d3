package io.cairn.trail.lookup;

import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Finds events by CloudTrail's look-up attributes and more, any of them together. */
@Path("/api/v1/trail/events")
@Tag(name = "trail")
class LookupResource {
  private final LookupService lookups;
  private final LookupConfig config;

  LookupResource(LookupService lookups, LookupConfig config) {
    this.lookups = lookups;
    this.config = config;
  }

  @GET
  @AwsAction("cloudtrail:LookupEvents")
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "lookupEvents",
      summary = "Find events, newest first; all conditions given must hold")
  public EventPage lookupEvents(
      @QueryParam("eventId") @Nullable String eventId,
      @QueryParam("eventName") @Nullable String eventName,
      @Parameter(description = "User name, root, or session name of an assumed role")
          @QueryParam("username")
          @Nullable String username,
      @Parameter(description = "ARN, id or name of a resource the event names")
          @QueryParam("resourceName")
          @Nullable String resourceName,
      @QueryParam("resourceType") @Nullable String resourceType,
      @QueryParam("accessKeyId") @Nullable String accessKeyId,
      @QueryParam("eventSource") @Nullable String eventSource,
      @Parameter(description = "true or false; events that do not say are neither")
          @QueryParam("readOnly")
          @Nullable String readOnly,
      @QueryParam("errorCode") @Nullable String errorCode,
      @QueryParam("sourceIPAddress") @Nullable String sourceIPAddress,
      @QueryParam("accountId") @Nullable String accountId,
      @QueryParam("region") @Nullable String region,
      @QueryParam("principalArn") @Nullable String principalArn,
      @Parameter(description = "First time, included: 2026-01-02T03:04:05Z")
          @QueryParam("startTime")
          @Nullable String startTime,
      @Parameter(description = "Last time, included") @QueryParam("endTime")
          @Nullable String endTime,
      @Parameter(
              description =
                  "A place in the record and its value: $.requestParameters.bucketName=logs (equal)"
                      + " or ~text (contains); [n], [*] and ['name'] are understood; repeatable. No"
                      + " index holds these, so the answer says scanned.")
          @QueryParam("path")
          @Nullable List<String> path,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken,
      @QueryParam("count") @DefaultValue("false") boolean count,
      @Context UriInfo uri) {
    // The parameters are declared for the API's document; the query reads them by name.
    LookupQuery query = LookupQuery.of(uri.getQueryParameters(), config.maxPaths());
    return lookups.find(query, nextToken, limit, count);
  }
}

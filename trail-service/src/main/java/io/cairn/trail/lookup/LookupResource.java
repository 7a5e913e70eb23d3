package io.cairn.trail.lookup;

import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
      @BeanParam EventFilter filter,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken,
      @QueryParam("count") @DefaultValue("false") boolean count,
      @Context UriInfo uri) {
    var query =
        LookupQuery.of(
            uri.getQueryParameters(), Set.of("limit", "nextToken", "count"), config.maxPaths());
    return lookups.find(query, nextToken, limit, count);
  }
}

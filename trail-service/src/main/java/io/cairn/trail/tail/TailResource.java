package io.cairn.trail.tail;

import io.cairn.trail.lookup.EventFilter;
import io.cairn.trail.lookup.LookupConfig;
import io.cairn.trail.lookup.LookupQuery;
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
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Follows new events by requests that wait, not by one endless answer: the gateway authorises and
 * records each, a revoked key ends it, and after any interruption the token goes on where it was,
 * at any replica.
 */
@Path("/api/v1/trail/events/tail")
@Tag(name = "trail")
class TailResource {
  private static final Set<String> OWN = Set.of("limit", "nextToken", "wait");

  private final TailService tail;
  private final LookupConfig config;

  TailResource(TailService tail, LookupConfig config) {
    this.tail = tail;
    this.config = config;
  }

  @GET
  @AwsAction("cloudtrail:LookupEvents")
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "listNewEvents",
      summary = "What is stored behind a token, as soon as there is something")
  public TailPage listNewEvents(
      @BeanParam EventFilter filter,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @Parameter(
              description =
                  "From the answer before; without it the answer holds the token of now and no"
                      + " events")
          @QueryParam("nextToken")
          @Nullable String nextToken,
      @Parameter(description = "Seconds to wait for the first event that matches")
          @QueryParam("wait")
          @DefaultValue("10")
          @Min(0) @Max(20) int wait,
      @Context UriInfo uri) {
    var query = LookupQuery.of(uri.getQueryParameters(), OWN, config.maxPaths());
    return tail.follow(query, nextToken, limit, Duration.ofSeconds(wait));
  }
}

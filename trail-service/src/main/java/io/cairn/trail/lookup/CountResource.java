package io.cairn.trail.lookup;

import io.cairn.eventstore.Attribute;
import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Counts events, with the filters of a look-up. */
@Path("/api/v1/trail/events")
@Tag(name = "trail")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class CountResource {
  private final CountService counts;
  private final LookupConfig config;

  CountResource(CountService counts, LookupConfig config) {
    this.counts = counts;
    this.config = config;
  }

  @GET
  @Path("/count")
  @AwsAction("cloudtrail:LookupEvents")
  @Operation(operationId = "getEventCount", summary = "How many events match")
  public EventTotal getEventCount(
      @BeanParam EventFilter filter,
      @QueryParam("nextToken") @Nullable String nextToken,
      @Context UriInfo uri) {
    return counts.count(query(uri, Set.of("nextToken")), nextToken);
  }

  @GET
  @Path("/histogram")
  @AwsAction("cloudtrail:LookupEvents")
  @Operation(
      operationId = "getEventHistogram",
      summary = "How many events match in each hour or day")
  public EventHistogram getEventHistogram(
      @BeanParam EventFilter filter,
      @Parameter(description = "hour or day, UTC") @QueryParam("by") @DefaultValue("hour")
          String by,
      @QueryParam("nextToken") @Nullable String nextToken,
      @Context UriInfo uri) {
    LookupQuery query = query(uri, Set.of("by", "nextToken"));
    HistogramStep step = HistogramStep.ofWord(by);
    if (step == null) {
      throw problem("is hour or day, not " + by);
    }
    return counts.histogram(query, step, nextToken);
  }

  @GET
  @Path("/top")
  @AwsAction("cloudtrail:LookupEvents")
  @Operation(
      operationId = "listTopEventValues",
      summary = "The most frequent values of an attribute among the events that match")
  public TopValues listTopEventValues(
      @BeanParam EventFilter filter,
      @Parameter(description = "The attribute, named as its filter: eventName, username, …")
          @QueryParam("by")
          @Nullable String by,
      @QueryParam("limit") @DefaultValue("10") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken,
      @Context UriInfo uri) {
    LookupQuery query = query(uri, Set.of("by", "limit", "nextToken"));
    Attribute attribute = by == null ? null : Attribute.ofName(by);
    if (attribute == null || attribute == Attribute.EVENT_ID) {
      String all =
          Arrays.stream(Attribute.values())
              .filter(a -> a != Attribute.EVENT_ID)
              .map(Attribute::attributeName)
              .collect(Collectors.joining(", "));
      throw problem("is one of " + all + (by == null ? "; it is missing" : ", not " + by));
    }
    return counts.top(query, attribute, limit, nextToken);
  }

  private LookupQuery query(UriInfo uri, Set<String> own) {
    return LookupQuery.of(uri.getQueryParameters(), own, config.maxPaths());
  }

  private static ProblemException problem(String detail) {
    return new ProblemException(
        LookupProblem.PARAMETER, "by " + detail + ".", List.of(new ProblemError("by", detail)));
  }
}

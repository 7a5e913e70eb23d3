package io.cairn.trail.source;

import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.ProblemException;
import io.cairn.web.runtime.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sources over REST. */
@Path("/api/v1/trail/sources")
@Tag(name = "trail")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SourceResource {
  private static final String PURPOSE = "trail-sources";

  private final SourceRepository sources;
  private final PageTokens tokens;
  private final AwsConfig config;
  private final Ids ids;
  private final Clock clock;

  SourceResource(
      SourceRepository sources, PageTokens tokens, AwsConfig config, Ids ids, Clock clock) {
    this.sources = sources;
    this.tokens = tokens;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  @GET
  @AwsAction("cloudtrail:ListTrails")
  @Operation(operationId = "listTrailSources", summary = "Where log files are fetched from")
  public Page<Source> listTrailSources(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    List<Source> found =
        sources.list(nextToken == null ? null : tokens.open(PURPOSE, nextToken), limit + 1);
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<Source> items = found.subList(0, limit);
    return new Page<>(items, tokens.seal(PURPOSE, items.getLast().name()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AwsAction("cloudtrail:CreateTrail")
  @Operation(operationId = "createTrailSource", summary = "Fetch log files from a bucket")
  @APIResponseSchema(
      value = Source.class,
      responseCode = "201",
      responseDescription = "It is read from now on")
  public Response createTrailSource(@NotNull SourceSettings settings) {
    SourceValidation.check(settings, config.allowPrivateEndpoints());
    Source source =
        sources.insert(ids.next(), settings, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return Response.created(URI.create("/api/v1/trail/sources/" + source.id()))
        .entity(source)
        .build();
  }

  @GET
  @Path("{id}")
  @AwsAction("cloudtrail:GetTrail")
  @Operation(operationId = "getTrailSource", summary = "A source, with its problem if it has one")
  public Source getTrailSource(@PathParam("id") UUID id) {
    return sources.find(id).orElseThrow(() -> unknown(id));
  }

  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @AwsAction("cloudtrail:UpdateTrail")
  @Operation(
      operationId = "updateTrailSource",
      summary = "Replace a source's settings; it is read again at once")
  public Source updateTrailSource(@PathParam("id") UUID id, @NotNull SourceSettings settings) {
    SourceValidation.check(settings, config.allowPrivateEndpoints());
    return sources
        .update(id, settings, clock.instant().truncatedTo(ChronoUnit.MICROS))
        .orElseThrow(() -> unknown(id));
  }

  @DELETE
  @Path("{id}")
  @AwsAction("cloudtrail:DeleteTrail")
  @Operation(
      operationId = "deleteTrailSource",
      summary = "Fetch no more from a source; its events and its ledger stay")
  @APIResponse(responseCode = "204", description = "It is read no more")
  public Response deleteTrailSource(@PathParam("id") UUID id) {
    if (!sources.delete(id)) {
      throw unknown(id);
    }
    return Response.noContent().build();
  }

  @POST
  @Path("{id}/poll")
  @AwsAction("cloudtrail:StartImport")
  @Operation(
      operationId = "pollTrailSource",
      summary =
          "Look at a source now instead of later; with from, list it again from that day (files"
              + " that were read stay read)")
  @APIResponse(responseCode = "202", description = "It is looked at as soon as a worker is free")
  public Response pollTrailSource(
      @PathParam("id") UUID id, @QueryParam("from") @Nullable LocalDate from) {
    if (!sources.pollNow(id, clock.instant().truncatedTo(ChronoUnit.MICROS), from)) {
      throw unknown(id);
    }
    return Response.accepted().build();
  }

  @GET
  @Path("{id}/progress")
  @AwsAction("cloudtrail:GetImport")
  @Operation(
      operationId = "getTrailSourceProgress",
      summary = "How far the listing of a source is, and what it leaves out")
  public SourceProgress getTrailSourceProgress(@PathParam("id") UUID id) {
    return sources.progress(id).orElseThrow(() -> unknown(id));
  }

  private static ProblemException unknown(UUID id) {
    return new ProblemException(
        SourceProblem.UNKNOWN, "There is no source " + id + "; list them for their ids.");
  }
}

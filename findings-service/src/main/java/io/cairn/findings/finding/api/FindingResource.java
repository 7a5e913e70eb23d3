package io.cairn.findings.finding.api;

import io.cairn.findings.finding.RecordState;
import io.cairn.findings.finding.store.HistoryEntry;
import io.cairn.web.access.AwsAction;
import io.cairn.web.access.Caller;
import io.cairn.web.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Findings over HTTP. Ids are matched by their form, so that they never hide a named path. */
@Path("/api/v1/findings")
@Tag(name = "findings")
@Produces(MediaType.APPLICATION_JSON)
class FindingResource {
  private static final String ID =
      "{id:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}}";
  private static final int MAX_BULK = 1_000;

  private final FindingService service;
  private final FindingSearch search;
  private final Caller caller;

  FindingResource(FindingService service, FindingSearch search, Caller caller) {
    this.service = service;
    this.search = search;
    this.caller = caller;
  }

  @GET
  @AwsAction("securityhub:GetFindings")
  @Operation(operationId = "listFindings", summary = "Find findings by any combination of filters")
  public Page<FindingDto.Item> list(
      @BeanParam FindingParameters filters,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken,
      @QueryParam("count") boolean count) {
    return search.list(FindingQuery.of(filters), limit, nextToken, count);
  }

  @GET
  @Path(ID)
  @AwsAction("securityhub:GetFindings")
  @Operation(operationId = "getFinding", summary = "One finding with all evidence that is kept")
  @APIResponseSchema(
      value = FindingDto.Item.class,
      responseCode = "200",
      responseDescription = "The finding; its ETag goes into If-Match")
  public Response get(@PathParam("id") UUID id) {
    return answer(id);
  }

  @PATCH
  @Path(ID)
  @Consumes(MediaType.APPLICATION_JSON)
  @AwsAction("securityhub:BatchUpdateFindings")
  @Operation(
      operationId = "updateFinding",
      summary = "Change workflow status, severity, note or record state",
      description =
          "If-Match with the ETag of GET makes it fail with 412 when a person or a rule changed the finding since;"
              + " further sightings do not count as a change.")
  @APIResponseSchema(
      value = FindingDto.Item.class,
      responseCode = "200",
      responseDescription = "The finding; its ETag goes into If-Match")
  public Response update(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      FindingDto.@Nullable Update body) {
    FindingUpdate update = FindingUpdate.of(body);
    service.update(id, FindingUpdate.version(ifMatch, id), update, caller.principalArn());
    return answer(id);
  }

  @POST
  @Path(ID + "/archive")
  @AwsAction("guardduty:ArchiveFindings")
  @Operation(operationId = "archiveFinding", summary = "Put a finding away until it is seen again")
  @APIResponseSchema(
      value = FindingDto.Item.class,
      responseCode = "200",
      responseDescription = "The finding; its ETag goes into If-Match")
  public Response archive(
      @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return move(id, ifMatch, RecordState.ARCHIVED);
  }

  @POST
  @Path(ID + "/reopen")
  @AwsAction("guardduty:UnarchiveFindings")
  @Operation(
      operationId = "reopenFinding",
      summary = "Take an archived or resolved finding out again; a resolved one becomes NEW")
  @APIResponseSchema(
      value = FindingDto.Item.class,
      responseCode = "200",
      responseDescription = "The finding; its ETag goes into If-Match")
  public Response reopen(
      @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return move(id, ifMatch, RecordState.ACTIVE);
  }

  @GET
  @Path(ID + "/history")
  @AwsAction("securityhub:GetFindingHistory")
  @Operation(operationId = "getFindingHistory", summary = "Who changed what about a finding")
  public Page<HistoryEntry> history(
      @PathParam("id") UUID id,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    return service.history(id, limit, nextToken);
  }

  @POST
  @Path("/bulk-update")
  @Consumes(MediaType.APPLICATION_JSON)
  @AwsAction("securityhub:BatchUpdateFindings")
  @Operation(
      operationId = "bulkUpdateFindings",
      summary = "Make one decision about up to 1,000 findings")
  public FindingDto.BulkResult updateAll(FindingDto.@Nullable BulkUpdate body) {
    List<UUID> ids = body == null || body.findingIds() == null ? List.of() : body.findingIds();
    if (body == null || ids.isEmpty() || ids.size() > MAX_BULK || ids.contains(null)) {
      throw FindingUpdate.refused(
          "findingIds must hold 1 to " + MAX_BULK + " ids, none of them null");
    }
    return service.updateAll(ids, FindingUpdate.of(body.update()), caller.principalArn());
  }

  private Response move(UUID id, @Nullable String ifMatch, RecordState state) {
    service.move(id, FindingUpdate.version(ifMatch, id), state, caller.principalArn());
    return answer(id);
  }

  private Response answer(UUID id) {
    FindingDto.Item item = service.find(id).orElseThrow(() -> FindingService.unknown(id));
    return Response.ok(item).header("ETag", "\"" + item.version() + "\"").build();
  }
}

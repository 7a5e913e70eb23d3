package io.cairn.trail.ledger;

import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The ledger over REST. */
@Path("/api/v1/trail/ledger")
@Tag(name = "trail")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class LedgerResource {
  private static final Set<String> STATES = Set.of("PENDING", "READ", "UNREADABLE");

  private final LedgerReader reader;
  private final PageTokens tokens;

  LedgerResource(LedgerReader reader, PageTokens tokens) {
    this.reader = reader;
    this.tokens = tokens;
  }

  @GET
  @AwsAction("cloudtrail:GetTrailStatus")
  @Operation(
      operationId = "listLedger",
      summary =
          "What each source delivered and what became of it; received = stored + duplicate + refused + inFlight")
  public Page<LedgerEntry> listLedger(
      @QueryParam("source") @Nullable String source,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    String purpose = "ledger:" + source;
    String after = nextToken == null ? null : tokens.open(purpose, nextToken);
    return page(reader.entries(source, after, limit + 1), limit, purpose, LedgerEntry::sourceId);
  }

  @GET
  @Path("objects")
  @AwsAction("cloudtrail:GetTrailStatus")
  @Operation(
      operationId = "listLedgerObjects",
      summary = "Files of the sources: read, pending, or unreadable with why and what to do")
  public Page<LedgerObject> listLedgerObjects(
      @QueryParam("source") @Nullable String source,
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    if (state != null && !STATES.contains(state)) {
      throw new ProblemException(
          HttpProblem.BAD_REQUEST, "state is PENDING, READ or UNREADABLE, not " + state);
    }
    String purpose = "ledger-objects:" + source + ":" + state;
    LedgerReader.ObjectPlace after = null;
    if (nextToken != null) {
      String[] parts = tokens.open(purpose, nextToken).split("\n", 2);
      after = new LedgerReader.ObjectPlace(parts[0], parts[1]);
    }
    return page(
        reader.objects(source, state, after, limit + 1),
        limit,
        purpose,
        object -> object.sourceId() + "\n" + object.objectName());
  }

  @GET
  @Path("refusals")
  @AwsAction("cloudtrail:GetTrailStatus")
  @Operation(
      operationId = "listLedgerRefusals",
      summary = "Records that were refused or conflict with a stored event, newest first")
  public Page<LedgerRefusal> listLedgerRefusals(
      @QueryParam("source") @Nullable String source,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    String purpose = "ledger-refusals:" + source;
    UUID before = nextToken == null ? null : UUID.fromString(tokens.open(purpose, nextToken));
    return page(reader.refusals(source, before, limit + 1), limit, purpose, r -> r.id().toString());
  }

  private <T> Page<T> page(List<T> found, int limit, String purpose, Function<T, String> place) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, tokens.seal(purpose, place.apply(items.getLast())));
  }
}

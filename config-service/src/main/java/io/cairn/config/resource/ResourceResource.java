package io.cairn.config.resource;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.cairn.config.database.PageBytes;
import io.cairn.config.resource.ResourceQueries.Filter;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Recorded resources, now and as of a time, over REST. */
@Path("/api/v1/config/resources")
@Tag(name = "resources")
class ResourceResource {
  private static final String ACCOUNT = "[0-9]{12}";

  private final ResourceQueries queries;
  private final PageTokens tokens;
  private final Clock clock;

  ResourceResource(ResourceQueries queries, PageTokens tokens, Clock clock) {
    this.queries = queries;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** A resource's item in message form, byte for byte as stored. */
  record StateEntry(@JsonRawValue String configurationItem) {}

  @GET
  @AwsAction("config:ListDiscoveredResources")
  @Operation(operationId = "listResources", summary = "Recorded resources")
  public Page<ResourceSummary> list(
      @QueryParam("accountId") @Nullable @Pattern(regexp = ACCOUNT) String accountId,
      @QueryParam("region") @Nullable @Size(max = 64) String region,
      @QueryParam("resourceType") @Nullable @Size(max = 196) String resourceType,
      @QueryParam("resourceId") @Nullable @Size(max = 1024) String resourceId,
      @QueryParam("resourceName") @Nullable @Size(max = 1024) String resourceName,
      @QueryParam("tag") @Nullable @Size(max = 400) String tag,
      @QueryParam("includeDeleted") boolean includeDeleted,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken,
      @QueryParam("count") boolean count) {
    String[] keyAndValue = tag == null ? new String[0] : tag.split("=", 2);
    if (tag != null && keyAndValue[0].isEmpty()) {
      throw new ProblemException(
          ResourceProblem.BAD_TAG, "tag is neither a key nor key=value: " + tag + ".");
    }
    var filter =
        new Filter(
            accountId,
            region,
            resourceType,
            resourceId,
            resourceName,
            keyAndValue.length > 0 ? keyAndValue[0] : null,
            keyAndValue.length > 1 ? keyAndValue[1] : null,
            includeDeleted);
    String purpose = "resources:" + filter;
    ResourceKey after = after(purpose, nextToken);
    List<ResourceSummary> found = queries.list(filter, after, limit + 1);
    boolean more = found.size() > limit;
    List<ResourceSummary> items = more ? found.subList(0, limit) : found;
    return new Page<>(
        items,
        more ? tokens.seal(purpose, key(items.getLast()).toString()) : null,
        count ? queries.count(filter) : null);
  }

  @GET
  @Path("/state")
  @AwsAction("config:BatchGetResourceConfig")
  @Operation(
      operationId = "listResourceStates",
      summary = "What a resource, or a whole account, looked like at a time")
  public Page<StateEntry> state(
      @QueryParam("accountId") @Pattern(regexp = ACCOUNT) @Nullable String accountId,
      @QueryParam("region") @Nullable @Size(max = 64) String region,
      @QueryParam("resourceType") @Nullable @Size(max = 196) String resourceType,
      @QueryParam("resourceId") @Nullable @Size(max = 1024) String resourceId,
      @QueryParam("at") @Nullable String at,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    var filter = new Filter(accountId, region, resourceType, resourceId, null, null, null, false);
    String purpose = "states:" + at + ":" + filter;
    Place place = place(purpose, at, nextToken);
    List<ResourceQueries.State> found =
        queries.statesAt(filter, place.at(), place.after(), limit + 1);
    boolean full = PageBytes.isFull(found.stream().map(ResourceQueries.State::message).toList());
    boolean more = full || found.size() > limit;
    List<ResourceQueries.State> states = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        states.stream()
            .map(s -> new StateEntry(new String(s.message(), StandardCharsets.UTF_8)))
            .toList(),
        more ? tokens.seal(purpose, place.at() + "\n" + states.getLast().key()) : null);
  }

  /** The instant a list of states is of stays the same over its pages, also where it was "now". */
  private record Place(Instant at, @Nullable ResourceKey after) {}

  private Place place(String purpose, @Nullable String at, @Nullable String nextToken) {
    if (nextToken == null) {
      return new Place(at == null ? clock.instant() : Times.required("at", at), null);
    }
    String[] parts = tokens.open(purpose, nextToken).split("\n", 2);
    return new Place(Instant.parse(parts[0]), ResourceKey.parse(parts[1]));
  }

  private @Nullable ResourceKey after(String purpose, @Nullable String nextToken) {
    return nextToken == null ? null : ResourceKey.parse(tokens.open(purpose, nextToken));
  }

  private static ResourceKey key(ResourceSummary resource) {
    return new ResourceKey(
        new AccountId(resource.accountId()),
        resource.region(),
        resource.resourceType(),
        resource.resourceId());
  }
}

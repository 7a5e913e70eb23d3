package io.cairn.config.resource;

import io.cairn.config.item.CurrentResource;
import io.cairn.config.item.ResourceStore;
import io.cairn.config.resource.RelationshipQueries.Direction;
import io.cairn.config.resource.RelationshipQueries.Edge;
import io.cairn.config.resource.RelationshipQueries.Placed;
import io.cairn.contracts.ResourceKey;
import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The edges of a resource over REST: its own first, then those that point at it. */
@Path("/api/v1/config/resources/relationships")
@Tag(name = "resources")
class RelationshipResource {
  private final RelationshipQueries queries;
  private final ResourceStore resources;
  private final Differences differences;
  private final PageTokens tokens;

  RelationshipResource(
      RelationshipQueries queries,
      ResourceStore resources,
      Differences differences,
      PageTokens tokens) {
    this.queries = queries;
    this.resources = resources;
    this.differences = differences;
    this.tokens = tokens;
  }

  @GET
  @AwsAction("config:BatchGetResourceConfig")
  @Operation(
      operationId = "listResourceRelationships",
      summary = "What a resource is related to, in both directions")
  public Page<Edge> list(
      @BeanParam ResourceParameters resource,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    ResourceKey key = resource.key();
    differences.requireKnown(key);
    String purpose = "relationships:" + key;
    Placed after = nextToken == null ? null : place(tokens.open(purpose, nextToken));
    List<Placed> found = new ArrayList<>();
    if (after == null || after.edge().direction() == Direction.FORWARD) {
      found.addAll(queries.forward(key, after == null ? -1 : after.ordinal(), limit + 1));
    }
    if (found.size() <= limit) {
      Placed reverseAfter =
          after != null && after.edge().direction() == Direction.REVERSE ? after : null;
      String name = resources.find(key).map(CurrentResource::resourceName).orElse(null);
      found.addAll(queries.reverse(key, name, reverseAfter, limit + 1 - found.size()));
    }
    boolean more = found.size() > limit;
    List<Placed> page = more ? found.subList(0, limit) : found;
    return new Page<>(
        page.stream().map(Placed::edge).toList(),
        more ? tokens.seal(purpose, text(page.getLast())) : null);
  }

  private static String text(Placed last) {
    return last.edge().direction() + " " + last.ordinal() + " " + last.from();
  }

  private static Placed place(String text) {
    String[] parts = text.split(" ", 3);
    ResourceKey from = ResourceKey.parse(parts[2]);
    var edge =
        new Edge(
            Direction.valueOf(parts[0]), "", from.resourceType(), null, null, null, false, false);
    return new Placed(edge, from, Integer.parseInt(parts[1]));
  }
}

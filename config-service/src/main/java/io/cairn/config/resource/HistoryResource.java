package io.cairn.config.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.cause.Cause;
import io.cairn.config.cause.Causes;
import io.cairn.config.database.PageBytes;
import io.cairn.config.item.ConfigurationItem;
import io.cairn.config.item.ItemStore;
import io.cairn.config.item.ItemStore.Place;
import io.cairn.config.rule.RuleChanges;
import io.cairn.contracts.ResourceKey;
import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A resource's items over REST: all of them, and what lies between two. */
@Path("/api/v1/config/resources")
@Tag(name = "resources")
class HistoryResource {
  private final ItemStore items;
  private final Causes causes;
  private final RuleChanges ruleChanges;
  private final Differences differences;
  private final PageTokens tokens;

  HistoryResource(
      ItemStore items,
      Causes causes,
      RuleChanges ruleChanges,
      Differences differences,
      PageTokens tokens) {
    this.items = items;
    this.causes = causes;
    this.ruleChanges = ruleChanges;
    this.differences = differences;
    this.tokens = tokens;
  }

  @GET
  @Path("/history")
  @AwsAction("config:GetResourceConfigHistory")
  @Operation(
      operationId = "listResourceHistory",
      summary =
          "A resource's items, newest first, with who was behind them and which rules flipped")
  public Page<HistoryEntry> history(
      @BeanParam ResourceParameters resource,
      @QueryParam("startTime") @Nullable String startTime,
      @QueryParam("endTime") @Nullable String endTime,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    ResourceKey key = resource.key();
    Instant from = Times.read("startTime", startTime);
    Instant to = Times.read("endTime", endTime);
    if (from != null && to != null && from.isAfter(to)) {
      throw new ProblemException(
          ResourceProblem.BAD_RANGE,
          "startTime %s is after endTime %s; swap them.".formatted(startTime, endTime));
    }
    String purpose = "history:" + key + ":" + from + ":" + to;
    Place after = nextToken == null ? null : place(tokens.open(purpose, nextToken));
    List<ConfigurationItem> found = items.newestFirst(key, from, to, after, limit + 1);
    if (found.isEmpty() && after == null) {
      differences.requireKnown(key);
    }
    boolean full = PageBytes.isFull(found.stream().map(ConfigurationItem::message).toList());
    boolean more = full || found.size() > limit;
    List<ConfigurationItem> page = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        entries(key, page), more ? tokens.seal(purpose, place(page.getLast())) : null);
  }

  private List<HistoryEntry> entries(ResourceKey key, List<ConfigurationItem> page) {
    Map<Long, Cause> behind = causes.of(key, page);
    Map<Long, List<RuleChanges.RuleChange>> flipped =
        ruleChanges.of(key, page.stream().map(ConfigurationItem::stateId).toList());
    return page.stream()
        .map(
            item ->
                new HistoryEntry(
                    new String(item.message(), StandardCharsets.UTF_8),
                    behind.getOrDefault(item.stateId(), new Cause(Cause.Status.UNKNOWN, List.of())),
                    flipped.getOrDefault(item.stateId(), List.of())))
        .toList();
  }

  private static String place(ConfigurationItem last) {
    return last.captureTime() + " " + last.stateId();
  }

  private static Place place(String text) {
    String[] parts = text.split(" ", 2);
    return new Place(Instant.parse(parts[0]), Long.parseLong(parts[1]));
  }

  @GET
  @Path("/difference")
  @AwsAction("config:GetResourceConfigHistory")
  @Operation(
      operationId = "getResourceDifference",
      summary =
          "What differs between two items; from and to are state ids or times, the last two items if"
              + " absent")
  public ObjectNode difference(
      @BeanParam ResourceParameters resource,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    return differences.between(resource.key(), from, to);
  }
}

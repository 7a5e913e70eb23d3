package io.cairn.config.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.ConfigurationItem;
import io.cairn.config.item.ItemDifference;
import io.cairn.config.item.ItemJson;
import io.cairn.config.item.ItemStore;
import io.cairn.config.item.MessageForm;
import io.cairn.config.item.ResourceStore;
import io.cairn.contracts.ResourceKey;
import io.cairn.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds two items of a resource and tells them apart. */
@Singleton
class Differences {
  private static final Pattern STATE_ID = Pattern.compile("[0-9]{1,18}");

  private final ItemStore items;
  private final ItemJson json;
  private final ResourceStore resources;

  Differences(ItemStore items, ItemJson json, ResourceStore resources) {
    this.items = items;
    this.json = json;
    this.resources = resources;
  }

  /**
   * The difference between two items.
   *
   * @param from state id or time of the earlier one; null for the one before {@code to}
   * @param to state id or time of the later one; null for the last
   */
  ObjectNode between(ResourceKey key, @Nullable String from, @Nullable String to) {
    requireKnown(key);
    ConfigurationItem later = to == null ? last(key) : find(key, "to", to);
    @Nullable ConfigurationItem earlier =
        from == null ? before(key, later) : find(key, "from", from);
    if (earlier != null && earlier.captureTime().isAfter(later.captureTime())) {
      throw new ProblemException(
          ResourceProblem.BAD_RANGE,
          "from names the item of %s, which is later than that of to, %s; swap them."
              .formatted(earlier.captureTime(), later.captureTime()));
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set(
        "configurationItemDiff",
        ItemDifference.between(earlier == null ? null : json.read(earlier), json.read(later)));
    answer.set("from", earlier == null ? JsonNodeFactory.instance.nullNode() : name(earlier));
    answer.set("to", name(later));
    return answer;
  }

  /** Throws a 404 problem for a resource that was never recorded. */
  void requireKnown(ResourceKey key) {
    if (resources.find(key).isEmpty()) {
      throw new ProblemException(
          ResourceProblem.RESOURCE_UNKNOWN,
          "No %s with id %s was recorded in account %s, region %s; GET /api/v1/config/resources lists what was."
              .formatted(key.resourceType(), key.resourceId(), key.accountId(), key.region()));
    }
  }

  private ConfigurationItem last(ResourceKey key) {
    return items.newestFirst(key, null, null, null, 1).getFirst();
  }

  private @Nullable ConfigurationItem before(ResourceKey key, ConfigurationItem later) {
    List<ConfigurationItem> found =
        items.newestFirst(
            key, null, null, new ItemStore.Place(later.captureTime(), later.stateId()), 1);
    return found.isEmpty() ? null : found.getFirst();
  }

  private ConfigurationItem find(ResourceKey key, String parameter, String text) {
    if (STATE_ID.matcher(text).matches()) {
      return items
          .withStateId(key, Long.parseLong(text))
          .orElseThrow(() -> unknown(parameter, text));
    }
    Instant at = Times.required(parameter, text);
    return items.asOf(key, at).orElseThrow(() -> unknown(parameter, text));
  }

  private static ProblemException unknown(String parameter, String text) {
    return new ProblemException(
        ResourceProblem.ITEM_UNKNOWN,
        "The resource has no item for %s=%s; /api/v1/config/resources/history lists its items."
            .formatted(parameter, text));
  }

  private static ObjectNode name(ConfigurationItem item) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("configurationStateId", item.stateId())
        .put("configurationItemCaptureTime", MessageForm.time(item.captureTime()))
        .put("configurationItemStatus", item.status().text());
  }
}

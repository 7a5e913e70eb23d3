package io.cairn.config.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two items of a resource, in the form of AWS Config's {@code
 * configurationItemDiff}: dotted paths with upper-cased segments, values as whole subtrees. Lists
 * are compared as sets, as AWS does it: what went comes first under the list's running numbers,
 * then what came; lists whose order means something are compared place by place.
 */
public final class ItemDifference {
  private static final List<String> COMPARED =
      List.of(
          MessageForm.RELATIONSHIPS,
          MessageForm.CONFIGURATION,
          MessageForm.SUPPLEMENTARY,
          MessageForm.TAGS,
          MessageForm.NAME,
          MessageForm.ARN,
          MessageForm.ZONE,
          MessageForm.CREATED);

  private static final JsonNode MISSING = JsonNodeFactory.instance.missingNode();

  private final ObjectNode changed = JsonNodeFactory.instance.objectNode();

  private ItemDifference() {}

  /**
   * The difference from an earlier to a later message; null for the earlier means there was none.
   */
  public static ObjectNode between(@Nullable JsonNode earlier, JsonNode later) {
    boolean gone = isDeleted(later);
    boolean created = earlier == null || (isDeleted(earlier) && !gone);
    var difference = new ItemDifference();
    if (earlier != null && !created) {
      for (String member : COMPARED) {
        difference.compare(upper(member), member, earlier.path(member), later.path(member));
      }
    }
    ObjectNode diff = JsonNodeFactory.instance.objectNode();
    diff.set("changedProperties", difference.changed);
    diff.put("changeType", type(created, gone, difference.changed.isEmpty()));
    return diff;
  }

  private static String type(boolean created, boolean gone, boolean unchanged) {
    if (created) {
      return "CREATE";
    }
    if (unchanged) {
      return "NONE";
    }
    return gone ? "DELETE" : "UPDATE";
  }

  private static boolean isDeleted(JsonNode message) {
    String status = message.path(MessageForm.STATUS).asText();
    return ItemStatus.read(status).map(ItemStatus::isDeleted).orElse(false);
  }

  private void compare(String path, String name, JsonNode before, JsonNode after) {
    if (same(name, before, after)) {
      return;
    }
    if (before instanceof ObjectNode old && after instanceof ObjectNode now) {
      Set<String> members = new LinkedHashSet<>();
      old.fieldNames().forEachRemaining(members::add);
      now.fieldNames().forEachRemaining(members::add);
      for (String member : members) {
        compare(join(path, member), member, old.path(member), now.path(member));
      }
    } else if (before instanceof ArrayNode old && after instanceof ArrayNode now) {
      if (Canonical.isOrdered(name)) {
        placeByPlace(path, name, old, now);
      } else {
        asSets(path, name, old, now);
      }
    } else {
      put(path, before, after);
    }
  }

  private void placeByPlace(String path, String name, ArrayNode old, ArrayNode now) {
    for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
      if (!same(name, old.path(i), now.path(i))) {
        put(path + "." + i, old.path(i), now.path(i));
      }
    }
  }

  private void asSets(String path, String name, ArrayNode old, ArrayNode now) {
    List<String> left = new ArrayList<>();
    now.forEach(element -> left.add(Canonical.text(element, name)));
    List<String> kept = new ArrayList<>();
    int number = 0;
    for (JsonNode element : old) {
      String text = Canonical.text(element, name);
      if (left.remove(text)) {
        kept.add(text);
      } else {
        put(path + "." + number++, element, MISSING);
      }
    }
    for (JsonNode element : now) {
      if (!kept.remove(Canonical.text(element, name))) {
        put(path + "." + number++, MISSING, element);
      }
    }
  }

  private static boolean same(String name, JsonNode before, JsonNode after) {
    return before.isMissingNode() == after.isMissingNode()
        && (before.isMissingNode()
            || Canonical.text(before, name).equals(Canonical.text(after, name)));
  }

  private void put(String path, JsonNode before, JsonNode after) {
    ObjectNode change = changed.putObject(path);
    change.set("previousValue", orNull(before));
    change.set("updatedValue", orNull(after));
    boolean came = before.isMissingNode() || (before.isNull() && !after.isMissingNode());
    boolean went = after.isMissingNode() || after.isNull();
    change.put("changeType", came ? "CREATE" : went ? "DELETE" : "UPDATE");
  }

  private static JsonNode orNull(JsonNode value) {
    return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
  }

  /** Tag keys are the owner's words and stay as they are; so does a name that would collide. */
  private String join(String path, String member) {
    String exact = path + "." + member;
    if (path.equals("Tags")) {
      return exact;
    }
    String raised = path + "." + upper(member);
    return changed.has(raised) ? exact : raised;
  }

  private static String upper(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}

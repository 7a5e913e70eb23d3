package io.cairn.config.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Parts whose call failed keep the value they last had, so that a failed call never looks like a
 * setting that was removed. A part is a dotted path ({@code tags}, {@code configuration.policy}); a
 * bare name means one of {@code supplementaryConfiguration}.
 */
final class StaleParts {
  private static final Set<String> TOP =
      Set.of(
          MessageForm.CONFIGURATION,
          MessageForm.SUPPLEMENTARY,
          MessageForm.TAGS,
          MessageForm.RELATIONSHIPS,
          MessageForm.NAME,
          MessageForm.ARN,
          MessageForm.ZONE,
          MessageForm.CREATED);

  private StaleParts() {}

  /** Puts the last values of the parts into a message. */
  static void keep(ObjectNode message, JsonNode last, Collection<String> parts) {
    for (String part : parts) {
      List<String> path = path(part);
      put(message, path, find(last, path));
    }
  }

  /**
   * The stale parts of which no value is known: those that never had one. Absent is a value, where
   * a call said so before.
   *
   * @param before the parts unknown at the last look; null if there was none
   */
  static Set<String> unknown(Collection<String> stale, @Nullable Set<String> before) {
    Set<String> unknown = new TreeSet<>(stale);
    if (before != null) {
      unknown.retainAll(before);
    }
    return unknown;
  }

  private static List<String> path(String part) {
    List<String> path = Arrays.asList(part.split("\\.", -1));
    return TOP.contains(path.getFirst()) ? path : List.of(MessageForm.SUPPLEMENTARY, part);
  }

  private static JsonNode find(JsonNode node, List<String> path) {
    JsonNode found = node;
    for (String step : path) {
      found = found.path(step);
    }
    return found;
  }

  private static void put(ObjectNode message, List<String> path, JsonNode value) {
    ObjectNode holder = message;
    for (String step : path.subList(0, path.size() - 1)) {
      if (holder.get(step) instanceof ObjectNode deeper) {
        holder = deeper;
      } else if (value.isMissingNode()) {
        return;
      } else {
        holder = holder.putObject(step);
      }
    }
    if (value.isMissingNode()) {
      holder.remove(path.getLast());
    } else {
      holder.set(path.getLast(), value.deepCopy());
    }
  }
}

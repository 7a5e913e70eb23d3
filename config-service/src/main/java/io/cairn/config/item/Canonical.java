package io.cairn.config.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One text for everything that means the same: members in order of name, lists sorted but for the
 * few whose order means something, volatile paths and the item's own members left out. Two looks
 * differ exactly if their texts do.
 */
final class Canonical {
  private static final Set<String> ITS_OWN =
      Set.of(
          MessageForm.VERSION,
          MessageForm.CAPTURE_TIME,
          MessageForm.STATE_ID,
          MessageForm.STATUS,
          MessageForm.MD5,
          MessageForm.EVENTS);

  /** Lists, by lower-cased name, that are read from first to last; all others are sets to AWS. */
  private static final Set<String> ORDERED =
      Set.of(
          "command",
          "entrypoint",
          "terminationpolicies",
          "corsrules",
          "cachebehaviors",
          "defaultactions",
          "routingrules",
          "stages",
          "steps",
          "arguments",
          "args");

  private Canonical() {}

  /** Hash of {@link #text}. */
  static byte[] fingerprint(ObjectNode message, Collection<String> volatilePaths) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text(message, volatilePaths).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  /** The text of a message, its own members and volatile paths left out. */
  static String text(ObjectNode message, Collection<String> volatilePaths) {
    ObjectNode compared = message.deepCopy();
    compared.remove(ITS_OWN);
    for (String path : volatilePaths) {
      remove(compared, Arrays.asList(path.replace("[]", "").split("\\.", -1)));
    }
    return sorted(compared, "").toString();
  }

  /** The text of a part, found under a name. */
  static String text(JsonNode part, String name) {
    return sorted(part, name).toString();
  }

  /** Whether the order of the list under this name means something. */
  static boolean isOrdered(String name) {
    return ORDERED.contains(name.toLowerCase(Locale.ROOT));
  }

  private static void remove(JsonNode node, List<String> path) {
    if (node instanceof ArrayNode list) {
      list.forEach(element -> remove(element, path));
    } else if (node instanceof ObjectNode object) {
      if (path.size() == 1) {
        object.remove(path.getFirst());
      } else {
        remove(object.path(path.getFirst()), path.subList(1, path.size()));
      }
    }
  }

  private static JsonNode sorted(JsonNode node, String name) {
    if (node instanceof ObjectNode object) {
      Map<String, JsonNode> members = new TreeMap<>();
      object
          .properties()
          .forEach(
              member -> members.put(member.getKey(), sorted(member.getValue(), member.getKey())));
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      members.forEach(result::set);
      return result;
    }
    if (node instanceof ArrayNode list) {
      List<JsonNode> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(sorted(element, name)));
      if (!isOrdered(name)) {
        elements.sort(Comparator.comparing(JsonNode::toString));
      }
      return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }
    return node;
  }
}

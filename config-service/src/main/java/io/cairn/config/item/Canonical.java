package io.cairn.config.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
    ObjectNode compared = JsonNodeFactory.instance.objectNode();
    message
        .properties()
        .forEach(
            member -> {
              if (!ITS_OWN.contains(member.getKey())) {
                compared.set(member.getKey(), member.getValue());
              }
            });
    Set<String> copied = new HashSet<>();
    for (String path : volatilePaths) {
      List<String> steps = Arrays.asList(path.replace("[]", "").split("\\.", -1));
      JsonNode part = compared.path(steps.getFirst());
      // the message itself stays whole: what is cut is a copy, of the parts that are cut alone
      if (part.isContainerNode() && copied.add(steps.getFirst())) {
        compared.set(steps.getFirst(), part.deepCopy());
      }
      remove(compared, steps);
    }
    return text(compared, "");
  }

  /** The text of a part, found under a name. */
  static String text(JsonNode part, String name) {
    var text = new StringBuilder();
    write(part, name, text);
    return text.toString();
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

  private static void write(JsonNode node, String name, StringBuilder to) {
    if (node instanceof ObjectNode object) {
      writeMembers(object, to);
    } else if (node instanceof ArrayNode list) {
      writeElements(list, name, to);
    } else {
      to.append(node);
    }
  }

  private static void writeMembers(ObjectNode object, StringBuilder to) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
    members.sort(Map.Entry.comparingByKey());
    char before = '{';
    for (Map.Entry<String, JsonNode> member : members) {
      to.append(before).append(TextNode.valueOf(member.getKey())).append(':');
      write(member.getValue(), member.getKey(), to);
      before = ',';
    }
    to.append(members.isEmpty() ? "{}" : "}");
  }

  /** Elements are put in order by their texts, each of which is made once. */
  private static void writeElements(ArrayNode list, String name, StringBuilder to) {
    List<String> elements = new ArrayList<>(list.size());
    list.forEach(element -> elements.add(text(element, name)));
    if (!isOrdered(name)) {
      elements.sort(Comparator.naturalOrder());
    }
    to.append('[').append(String.join(",", elements)).append(']');
  }
}

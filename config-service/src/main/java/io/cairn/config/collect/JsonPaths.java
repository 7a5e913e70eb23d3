package io.cairn.config.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads dotted paths, {@code networkInterfaces[].association.publicIp}: {@code []} goes into every
 * element of a list, a missing member gives nothing.
 */
public final class JsonPaths {

  private JsonPaths() {}

  /** All values at the path, in document order; nulls and missing ones left out. */
  public static List<JsonNode> all(JsonNode root, String path) {
    List<JsonNode> current = List.of(root);
    for (String step : path.split("\\.", -1)) {
      boolean each = step.endsWith("[]");
      String member = each ? step.substring(0, step.length() - 2) : step;
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : current) {
        JsonNode value = member.isEmpty() ? node : node.path(member);
        if (each) {
          value.forEach(next::add);
        } else if (!value.isMissingNode() && !value.isNull()) {
          next.add(value);
        }
      }
      current = next;
    }
    return current;
  }

  /** All scalar values at the path as text, empty ones left out. */
  public static List<String> texts(JsonNode root, String path) {
    return all(root, path).stream()
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The first scalar at the path as text, or null. */
  public static @Nullable String text(JsonNode root, String path) {
    List<String> texts = texts(root, path);
    return texts.isEmpty() ? null : texts.getFirst();
  }

  /** The text at a path that must be there. Throws {@link IllegalStateException} otherwise. */
  public static String required(JsonNode root, String path) {
    String text = text(root, path);
    if (text == null) {
      throw new IllegalStateException("AWS's answer has no " + path);
    }
    return text;
  }

  /** Sets a member, making the objects on the way. */
  public static void set(ObjectNode root, String path, JsonNode value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      root.set(path, value);
    } else {
      set(root.withObjectProperty(path.substring(0, dot)), path.substring(dot + 1), value);
    }
  }

  /** Brings the lists at a path into an order that does not depend on AWS's mood. */
  public static void sort(JsonNode root, String path) {
    for (JsonNode node : all(root, path)) {
      if (node instanceof ArrayNode list && list.size() > 1) {
        List<Map.Entry<String, JsonNode>> elements = new ArrayList<>(list.size());
        list.forEach(element -> elements.add(Map.entry(element.toString(), element)));
        elements.sort(Map.Entry.comparingByKey());
        list.removeAll();
        elements.forEach(element -> list.add(element.getValue()));
      }
    }
  }
}

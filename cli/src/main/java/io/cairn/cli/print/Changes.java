package io.cairn.cli.print;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What differs between two versions of a configuration item, leaf by leaf. */
public final class Changes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PARTS =
      List.of("configuration", "supplementaryConfiguration", "tags");
  private static final int MAX_DEPTH = 24;

  private Changes() {}

  /** One line for each leaf that differs: {@code path: before -> after}. */
  public static List<String> between(JsonNode before, JsonNode after) {
    Map<String, String> old = leaves(before);
    Map<String, String> now = leaves(after);
    List<String> lines = new ArrayList<>();
    var paths = new TreeMap<String, Boolean>();
    old.keySet().forEach(p -> paths.put(p, true));
    now.keySet().forEach(p -> paths.put(p, true));
    for (String path : paths.keySet()) {
      String from = old.getOrDefault(path, "(absent)");
      String to = now.getOrDefault(path, "(absent)");
      if (!from.equals(to)) {
        lines.add(path + ": " + from + " -> " + to);
      }
    }
    return lines;
  }

  private static Map<String, String> leaves(JsonNode item) {
    Map<String, String> leaves = new TreeMap<>();
    for (String part : PARTS) {
      collect(part, item.path(part), leaves, 0);
    }
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves, int depth) {
    if (node.isMissingNode() || node.isNull()) {
      return;
    }
    JsonNode value = node.isTextual() ? unpacked(node) : node;
    if (value.isValueNode() || depth == MAX_DEPTH) {
      leaves.put(path, value.isTextual() ? value.asText() : value.toString());
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        collect(path + "[" + i + "]", value.get(i), leaves, depth + 1);
      }
    } else {
      value
          .properties()
          .forEach(e -> collect(path + "." + e.getKey(), e.getValue(), leaves, depth + 1));
    }
  }

  // AWS keeps policies and some supplementary parts as JSON in a string.
  private static JsonNode unpacked(JsonNode text) {
    String value = text.asText();
    if (!value.startsWith("{") && !value.startsWith("[")) {
      return text;
    }
    try {
      return JSON.readTree(value);
    } catch (JsonProcessingException _) {
      return text;
    }
  }
}

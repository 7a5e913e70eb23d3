package io.cairn.config.collect.sdk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Tags in the two forms of items, sorted by key. */
public final class Tags {

  private Tags() {}

  /** {@code [{"key":…,"value":…}]}. */
  static ArrayNode list(Map<String, String> tags) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    new TreeMap<>(tags).forEach((k, v) -> list.addObject().put("key", k).put("value", v));
    return list;
  }

  /** {@code {key: value}}. */
  public static ObjectNode map(Map<String, String> tags) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(tags).forEach(map::put);
    return map;
  }
}

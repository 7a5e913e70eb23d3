package io.cairn.sigma.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a YAML document with its place. Immutable; an alias shares the node that its anchor
 * names.
 */
public sealed interface YamlNode {
  /** Where the value starts. */
  Position at();

  /** The value as plain Java: maps, lists, String, Long, BigDecimal, Boolean, null. */
  @Nullable Object toJava();

  /**
   * A map in the order written; keys are unique.
   *
   * @param entries keys with their values
   * @param at where it starts
   */
  record Mapping(List<Entry> entries, Position at) implements YamlNode {
    /** The value of a key, or null where the key is absent. */
    public @Nullable YamlNode get(String key) {
      for (Entry entry : entries) {
        if (entry.key().text().equals(key)) {
          return entry.value();
        }
      }
      return null;
    }

    @Override
    public Map<String, @Nullable Object> toJava() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      entries.forEach(entry -> map.put(entry.key().text(), entry.value().toJava()));
      return Collections.unmodifiableMap(map);
    }
  }

  /**
   * One pair of a map.
   *
   * @param key the key; only scalars are keys here
   * @param value the value
   */
  record Entry(Scalar key, YamlNode value) {}

  /**
   * A list.
   *
   * @param items its values
   * @param at where it starts
   */
  record Sequence(List<YamlNode> items, Position at) implements YamlNode {
    @Override
    public List<@Nullable Object> toJava() {
      List<@Nullable Object> list = new ArrayList<>();
      items.forEach(item -> list.add(item.toJava()));
      return Collections.unmodifiableList(list);
    }
  }

  /**
   * A scalar.
   *
   * @param text as written, without quotes
   * @param value what the core schema makes of it: String, BigDecimal, Boolean or null
   * @param at where it starts
   */
  record Scalar(String text, @Nullable Object value, Position at) implements YamlNode {
    @Override
    public @Nullable Object toJava() {
      if (value instanceof BigDecimal number && number.scale() == 0 && number.precision() <= 18) {
        return number.longValue();
      }
      return value;
    }
  }
}

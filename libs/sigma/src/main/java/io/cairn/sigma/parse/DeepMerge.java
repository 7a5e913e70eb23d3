package io.cairn.sigma.parse;

import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Entry;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges maps key by key; everything else is replaced. */
final class DeepMerge {
  private DeepMerge() {}

  /** The base with the other laid over it. */
  static Mapping over(Mapping base, Mapping other) {
    Map<String, Entry> merged = new LinkedHashMap<>();
    base.entries().forEach(entry -> merged.put(entry.key().text(), entry));
    for (Entry entry : other.entries()) {
      Entry below = merged.get(entry.key().text());
      YamlNode value =
          below != null
                  && below.value() instanceof Mapping lower
                  && entry.value() instanceof Mapping upper
              ? over(lower, upper)
              : entry.value();
      merged.put(entry.key().text(), new Entry(entry.key(), value));
    }
    return new Mapping(List.copyOf(merged.values()), base.at());
  }

  static Mapping without(Mapping map, String key) {
    return new Mapping(
        map.entries().stream().filter(entry -> !entry.key().text().equals(key)).toList(), map.at());
  }
}

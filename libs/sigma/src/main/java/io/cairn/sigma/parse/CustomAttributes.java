package io.cairn.sigma.parse;

import io.cairn.sigma.yaml.YamlNode.Entry;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The top-level keys of a document, told apart into Sigma's and its author's own. */
final class CustomAttributes {
  private static final Set<String> HEADER =
      Set.of(
          "title",
          "id",
          "name",
          "related",
          "status",
          "level",
          "taxonomy",
          "description",
          "author",
          "license",
          "date",
          "modified",
          "references",
          "fields",
          "falsepositives",
          "tags",
          "scope");

  private final Set<String> sections;

  /** For a kind of document with these keys beside the header's. */
  CustomAttributes(Set<String> sections) {
    this.sections = sections;
  }

  boolean isSigmas(String key) {
    return HEADER.contains(key) || sections.contains(key);
  }

  /** The author's own keys as plain Java, in their order. */
  Map<String, @Nullable Object> of(Mapping document) {
    Map<String, @Nullable Object> custom = new LinkedHashMap<>();
    for (Entry entry : document.entries()) {
      if (!isSigmas(entry.key().text())) {
        custom.put(entry.key().text(), entry.value().toJava());
      }
    }
    return Collections.unmodifiableMap(custom);
  }
}

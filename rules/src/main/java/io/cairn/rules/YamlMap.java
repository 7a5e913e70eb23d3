package io.cairn.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A mapping of a rule file, read key by key; every complaint knows its place. */
final class YamlMap {

  private static final int MAX_CHARACTERS = 256 * 1024;

  private final String file;
  private final Node place;
  private final Map<String, Node> entries;

  private YamlMap(String file, Node place, Map<String, Node> entries) {
    this.file = file;
    this.place = place;
    this.entries = entries;
  }

  /** Parses one document that must be a mapping. */
  static YamlMap parse(String file, String text) {
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_CHARACTERS)
            .setMaxAliasesForCollections(0)
            .setAllowDuplicateKeys(false)
            .build();
    try {
      var root =
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> new RuleFileException(file, 1, 1, "the file is empty"));
      return of(file, root);
    } catch (MarkedYamlEngineException bad) {
      var mark = bad.getProblemMark();
      throw new RuleFileException(
          file,
          mark.map(Mark::getLine).orElse(0) + 1,
          mark.map(Mark::getColumn).orElse(0) + 1,
          "not YAML: " + bad.getProblem());
    } catch (YamlEngineException bad) {
      throw new RuleFileException(file, 1, 1, "not YAML: " + bad.getMessage());
    }
  }

  private static YamlMap of(String file, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw error(file, node, "expected a mapping of keys to values");
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw error(file, tuple.getKeyNode(), "expected a key that is text");
      }
      if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
        throw error(file, key, "the key " + key.getValue() + " is there twice");
      }
    }
    return new YamlMap(file, node, entries);
  }

  private static RuleFileException error(String file, Node node, String reason) {
    var mark = node.getStartMark();
    return new RuleFileException(
        file,
        mark.map(Mark::getLine).orElse(0) + 1,
        mark.map(Mark::getColumn).orElse(0) + 1,
        reason);
  }

  RuleFileException error(String key, String reason) {
    return error(file, entries.getOrDefault(key, place), reason);
  }

  /** The line (from 1) where the value of a key starts. */
  int line(String key) {
    return entries.getOrDefault(key, place).getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  /** Refuses every key that is not named. */
  YamlMap only(Set<String> known) {
    entries.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw error(file, value, "the key " + key + " is not known here");
          }
        });
    return this;
  }

  Set<String> keys() {
    return entries.keySet();
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  String text(String key) {
    return optional(key).orElseThrow(() -> error(key, "the key " + key + " is missing"));
  }

  Optional<String> optional(String key) {
    var node = entries.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (!(node instanceof ScalarNode scalar)) {
      throw error(file, node, key + " must be one value");
    }
    return Optional.of(scalar.getValue());
  }

  List<String> texts(String key) {
    var node = entries.get(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw error(file, node, key + " must be a list");
    }
    var texts = new ArrayList<String>();
    for (var item : sequence.getValue()) {
      if (!(item instanceof ScalarNode scalar)) {
        throw error(file, item, key + " must be a list of texts");
      }
      texts.add(scalar.getValue());
    }
    return List.copyOf(texts);
  }

  /** The mapping under a key; an empty one if the key is absent. */
  YamlMap map(String key) {
    var node = entries.get(key);
    return node == null ? new YamlMap(file, place, Map.of()) : of(file, node);
  }

  /** The mappings of a list under a key. */
  List<YamlMap> maps(String key) {
    var node = entries.get(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw error(file, node, key + " must be a list");
    }
    return sequence.getValue().stream().map(item -> of(file, item)).toList();
  }
}

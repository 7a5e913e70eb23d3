package io.cairn.bench.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Configuration items by varying samples, each as often as the others. */
final class Items {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The samples of each type; the share of each type among the items. */
  private final Map<String, List<ObjectNode>> samples = new TreeMap<>();

  private final Map<String, Double> shares = new TreeMap<>();
  private final List<byte[]> items = new ArrayList<>();

  /** Items from a folder of samples: {@code example_ci/*.json} and {@code configitem.jsonl}. */
  Items(Path folder, int count, long seed) throws IOException {
    try (var files = Files.list(folder.resolve("example_ci"))) {
      for (var file : files.sorted().toList()) {
        sample(Files.readString(file));
      }
    }
    for (var line : Files.readAllLines(folder.resolve("configitem.jsonl"))) {
      sample(line);
    }
    share();
    var random = new Random(seed);
    for (int i = 0; i < count; i++) {
      var of = of(type(random.nextDouble()));
      items.add(varied(of.get(random.nextInt(of.size())), random));
    }
  }

  List<byte[]> items() {
    return items;
  }

  Map<String, Double> shares() {
    return shares;
  }

  ObjectNode sampleOf(String type, int number) {
    var of = of(type);
    return of.get(number % of.size());
  }

  private List<ObjectNode> of(String type) {
    return samples.getOrDefault(type, List.of());
  }

  double meanSize() {
    return items.stream().mapToInt(item -> item.length).average().orElse(0);
  }

  private void sample(String text) {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      // Two of the recorded examples are known not to be JSON.
      return;
    }
    for (var each : tree.isArray() ? tree : List.of(tree)) {
      var item = each.path("item").isObject() ? each.path("item") : each;
      item = item.path("configurationItem").isObject() ? item.path("configurationItem") : item;
      if (item instanceof ObjectNode object && item.path("resourceType").isTextual()) {
        opened(object, "configuration");
        samples
            .computeIfAbsent(item.path("resourceType").asText(), t -> new ArrayList<>())
            .add(object);
      }
    }
  }

  /** Some samples hold their configuration as text. */
  private static void opened(ObjectNode item, String part) {
    if (item.get(part) instanceof TextNode text) {
      try {
        item.set(part, JSON.readTree(text.asText()));
      } catch (JsonProcessingException notJson) {
        item.putNull(part);
      }
    }
  }

  /** Each sample as often as every other one. */
  private void share() {
    double all = samples.values().stream().mapToInt(List::size).sum();
    samples.forEach((type, of) -> shares.put(type, of.size() / all));
  }

  private String type(double place) {
    @Nullable String last = null;
    double left = place;
    for (var each : shares.entrySet()) {
      last = each.getKey();
      left -= each.getValue();
      if (left < 0) {
        break;
      }
    }
    return last == null ? "" : last;
  }

  private static byte[] varied(ObjectNode sample, Random random) {
    return vary(sample.deepCopy(), random).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** One boolean in four is turned, digits of one text in three and of every number change. */
  private static JsonNode vary(JsonNode node, Random random) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(
                  each -> {
                    boolean kept = each.getKey().equals("resourceType");
                    each.setValue(kept ? each.getValue() : vary(each.getValue(), random));
                  });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, vary(array.get(i), random));
        }
      }
      default -> {
        return scalar(node, random);
      }
    }
    return node;
  }

  private static JsonNode scalar(JsonNode node, Random random) {
    var nodes = JSON.getNodeFactory();
    if (node.isBoolean()) {
      return nodes.booleanNode(random.nextInt(4) == 0 ? !node.asBoolean() : node.asBoolean());
    }
    if (node.isIntegralNumber() && random.nextInt(4) == 0) {
      return nodes.numberNode(node.asLong() + random.nextInt(3));
    }
    if (node.isTextual() && random.nextInt(3) == 0) {
      var out = new StringBuilder(node.asText());
      for (int i = 0; i < out.length(); i++) {
        if (Character.isDigit(out.charAt(i))) {
          out.setCharAt(i, (char) ('0' + random.nextInt(10)));
        }
      }
      return nodes.textNode(out.toString());
    }
    return node;
  }
}

package io.cairn.bench.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.guard.GuardOptions;
import io.cairn.guard.GuardRuleSet;
import io.cairn.guard.GuardRules;
import io.cairn.guard.GuardValue;
import io.cairn.rules.RuleCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Rule sets as they stand in front of items: the managed rules that ship, and checks of properties
 * that the items have: half compare a value, the others ask for presence, for a range, for an ARN's
 * form, or look into lists by wildcard and by filter.
 */
final class RuleMix {

  /** One rule file with the type it is for. */
  record File(String name, List<String> types, String text) {}

  private final Items items;
  private final Random random;
  private final List<File> files = new ArrayList<>();

  private RuleMix(Items items, long seed) {
    this.items = items;
    this.random = new Random(seed);
  }

  /**
   * A mix.
   *
   * @param count files in all
   * @param absent how many of them are for types that do not occur
   * @param perItem how many an item shall meet on average
   */
  static RuleMix of(Items items, int count, int absent, double perItem, long seed) {
    var mix = new RuleMix(items, seed);
    mix.shipped();
    mix.forTypes(count - absent, perItem);
    mix.forAbsent(absent);
    return mix;
  }

  List<File> files() {
    return files;
  }

  /** Adds files that apply to nothing. */
  void forAbsent(int count) {
    for (int i = 0; i < count; i++) {
      var type = "AWS::Absent::Type" + (files.size() % 400);
      files.add(
          new File(
              "ABSENT_" + files.size(),
              List.of(type),
              "rule r { configuration.encrypted == true <<Not encrypted.>> configuration.list[ k =="
                  + " 1 ] empty }"));
    }
  }

  private void shipped() {
    for (var rule : RuleCatalog.load().rules()) {
      files.add(new File(rule.identifier(), rule.resourceTypes(), rule.guard().print()));
    }
  }

  /** Spreads checks over the most frequent types: as many types as the wanted number allows. */
  private void forTypes(int upTo, double perItem) {
    var ranked =
        items.shares().entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .toList();
    double shipped = files.stream().mapToDouble(this::share).sum();
    int count = upTo - files.size();
    int types = ranked.size();
    while (types > 1 && shipped + count * meanShare(ranked, types) < perItem) {
      types--;
    }
    for (int i = 0; i < count; i++) {
      var type = ranked.get(i % types).getKey();
      files.add(new File("CHECK_" + files.size(), List.of(type), check(type, i)));
    }
  }

  private static double meanShare(List<Map.Entry<String, Double>> ranked, int types) {
    return ranked.stream().limit(types).mapToDouble(Map.Entry::getValue).average().orElse(0);
  }

  private double share(File file) {
    return file.types().stream().mapToDouble(t -> items.shares().getOrDefault(t, 0.0)).sum();
  }

  private String check(String type, int number) {
    var paths = new LinkedHashMap<String, JsonNode>();
    var sample = items.sampleOf(type, number);
    collect(sample.path("configuration"), "configuration", paths, 0);
    collect(sample.path("supplementaryConfiguration"), "supplementaryConfiguration", paths, 0);
    if (paths.isEmpty()) {
      return "rule r { tags exists <<No tags.>> }";
    }
    var all = List.copyOf(paths.entrySet());
    var one = all.get(random.nextInt(all.size()));
    return "rule r {\n  " + clause(one.getKey(), one.getValue()) + "  <<Not as required.>>\n}";
  }

  private String clause(String path, JsonNode value) {
    if (random.nextInt(8) == 0) {
      return path + " exists";
    }
    return switch (value) {
      case ArrayNode list when list.path(0) instanceof ObjectNode element && !element.isEmpty() -> {
        var key = element.fieldNames().next();
        var literal = literal(element.get(key));
        yield random.nextBoolean()
            ? "some %s[*].'%s' == %s".formatted(path, key, literal)
            : "%s[ '%s' == %s ] !empty".formatted(path, key, literal);
      }
      case ArrayNode _ -> path + " !empty";
      case ObjectNode _ -> path + " is_struct";
      case JsonNode number when number.isIntegralNumber() -> path + " >= " + number.asLong();
      case JsonNode text when text.isTextual() && text.asText().startsWith("arn:") ->
          path + " == /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:.+$/";
      case JsonNode text when text.isTextual() && random.nextInt(3) == 0 ->
          path + " in [\"x\", " + literal(text) + ", \"y\"]";
      default -> path + " == " + literal(value);
    };
  }

  private static String literal(JsonNode value) {
    if (value.isTextual()) {
      return '"' + value.asText().replaceAll("[\"\\\\\\p{Cntrl}]", "") + '"';
    }
    return value.isValueNode() && !value.isFloatingPointNumber() ? value.toString() : "null";
  }

  private static void collect(JsonNode node, String path, Map<String, JsonNode> paths, int depth) {
    node.properties()
        .forEach(
            each -> {
              if (each.getKey().matches("[A-Za-z][A-Za-z0-9]*")) {
                var own = path + "." + each.getKey();
                paths.put(own, each.getValue());
                if (depth < 3) {
                  collect(each.getValue(), own, paths, depth + 1);
                }
              }
            });
  }

  /** Parses and compiles all files. */
  GuardRuleSet compile() {
    var builder = GuardRuleSet.builder();
    for (var file : files) {
      var rules = GuardRules.parse(file.name(), file.text(), GuardOptions.EXACT);
      Map<String, GuardValue> variables = new HashMap<>();
      rules.freeVariables().forEach(name -> variables.put(name, GuardValue.nothing()));
      builder.add(file.name(), rules, file.types(), variables);
    }
    return builder.build();
  }

  int characters() {
    return files.stream().mapToInt(file -> file.text().length()).sum();
  }
}

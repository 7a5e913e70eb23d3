package io.cairn.rules;

import io.cairn.guard.GuardDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The cases of the rule files, made into items: a case is a merge patch (RFC 7396) on a base. */
@NullMarked
final class Fixtures {

  /** One case of one rule file. */
  record Case(
      ManagedRule rule,
      String name,
      Verdict expect,
      @Nullable String at,
      Map<String, String> parameters,
      Set<String> unknown,
      String item) {

    GuardDocument document() {
      return GuardDocument.parse(item);
    }

    @Override
    public String toString() {
      return rule.identifier() + ": " + name;
    }
  }

  private Fixtures() {}

  static List<Case> all() {
    return RuleCatalog.load().rules().stream().flatMap(rule -> of(rule).stream()).toList();
  }

  static List<Case> of(ManagedRule rule) {
    var text = RuleCatalog.resource(RuleCatalog.FOLDER + rule.identifier() + ".yaml");
    var fixtures = map(map(load(text)).get("fixtures"));
    var cases = new ArrayList<Case>();
    for (var each : list(fixtures.get("cases"))) {
      var entry = map(each);
      var base = entry.getOrDefault("base", fixtures.get("base"));
      Map<String, String> parameters = new TreeMap<>();
      map(entry.getOrDefault("parameters", Map.of()))
          .forEach((name, value) -> parameters.put(name, String.valueOf(value)));
      Set<String> unknown = new LinkedHashSet<>();
      list(entry.getOrDefault("unknown", List.of())).forEach(u -> unknown.add(String.valueOf(u)));
      var item =
          entry.containsKey("item")
              ? entry.get("item")
              : merge(base(String.valueOf(base)), entry.get("with"));
      cases.add(
          new Case(
              rule,
              String.valueOf(entry.get("name")),
              Verdict.valueOf(String.valueOf(entry.get("expect"))),
              entry.containsKey("at") ? String.valueOf(entry.get("at")) : null,
              parameters,
              unknown,
              json(item)));
    }
    return cases;
  }

  static @Nullable Object base(String type) {
    return load(
        RuleCatalog.resource(RuleCatalog.FOLDER + "bases/" + type.replace("::", "_") + ".json"));
  }

  static @Nullable Object load(String yaml) {
    var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return new Load(settings).loadFromString(yaml);
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new IllegalArgumentException("no mapping: " + value);
  }

  @SuppressWarnings("unchecked")
  static List<@Nullable Object> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw new IllegalArgumentException("no list: " + value);
  }

  static @Nullable Object merge(@Nullable Object target, @Nullable Object patch) {
    if (!(patch instanceof Map<?, ?>)) {
      return patch;
    }
    Map<String, @Nullable Object> merged =
        new LinkedHashMap<>(target instanceof Map<?, ?> ? map(target) : Map.of());
    map(patch)
        .forEach(
            (key, value) -> {
              if (value == null) {
                merged.remove(key);
              } else {
                merged.put(key, merge(merged.get(key), value));
              }
            });
    return merged;
  }

  static String json(@Nullable Object value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case Map<?, ?> map -> {
        var separator = "{";
        for (var entry : map.entrySet()) {
          out.append(separator);
          quote(String.valueOf(entry.getKey()), out);
          out.append(':');
          write(entry.getValue(), out);
          separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        var separator = "[";
        for (var item : list) {
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case String text -> quote(text, out);
      case null, default -> out.append(value);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}

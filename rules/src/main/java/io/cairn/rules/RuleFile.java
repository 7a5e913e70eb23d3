package io.cairn.rules;

import io.cairn.guard.GuardOptions;
import io.cairn.guard.GuardRules;
import io.cairn.guard.GuardSyntaxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one rule file: its header, its parameters, its Guard text, the shape of its fixtures. */
final class RuleFile {

  private static final Set<String> KEYS =
      Set.of(
          "identifier",
          "configRuleName",
          "description",
          "resourceTypes",
          "trigger",
          "severity",
          "frameworks",
          "parameters",
          "needs",
          "guard",
          "remediation",
          "fixtures");
  private static final Set<String> PARAMETER_KEYS =
      Set.of("type", "default", "min", "max", "pattern", "enum", "required", "description");
  private static final Set<String> CASE_KEYS =
      Set.of("name", "base", "expect", "at", "parameters", "with", "item", "unknown");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Z][A-Z0-9_]{2,127}");
  private static final Pattern TYPE = Pattern.compile("AWS::[A-Za-z0-9]*::[A-Za-z0-9]+");
  private static final Pattern PATH = Pattern.compile("[A-Za-z]\\w*(\\.[A-Za-z]\\w*)*");

  private final YamlMap yaml;

  private RuleFile(YamlMap yaml) {
    this.yaml = yaml;
  }

  /**
   * Reads a rule file.
   *
   * @throws RuleFileException for whatever is wrong in it, with its place
   */
  static ManagedRule read(String file, String text) {
    return new RuleFile(YamlMap.parse(file, text).only(KEYS)).rule(file);
  }

  private ManagedRule rule(String file) {
    var identifier = yaml.text("identifier");
    if (!IDENTIFIER.matcher(identifier).matches() || !file.endsWith(identifier + ".yaml")) {
      throw yaml.error("identifier", "the identifier must be the name of the file");
    }
    var parameters = parameters();
    var guard = guard(identifier, parameters);
    checkFixtures();
    return new ManagedRule(
        identifier,
        yaml.optional("configRuleName")
            .orElse(identifier.toLowerCase(Locale.ROOT).replace('_', '-')),
        sentence("description"),
        types(),
        trigger(),
        word("severity", Severity.class),
        frameworks(),
        parameters,
        needs(),
        sentence("remediation"),
        guard);
  }

  private String sentence(String key) {
    var text = yaml.text(key);
    if (!text.endsWith(".") || text.length() > 300) {
      throw yaml.error(key, key + " must be one sentence of at most 300 characters");
    }
    return text;
  }

  private List<String> types() {
    var types = yaml.texts("resourceTypes");
    if (types.isEmpty() || !types.stream().allMatch(type -> TYPE.matcher(type).matches())) {
      throw yaml.error("resourceTypes", "resourceTypes must list types such as AWS::EC2::Volume");
    }
    return types;
  }

  private Trigger trigger() {
    var written = yaml.text("trigger");
    for (var trigger : Trigger.values()) {
      if (trigger.written().equals(written)) {
        return trigger;
      }
    }
    throw yaml.error("trigger", "trigger must be change, periodic or change+periodic");
  }

  private <E extends Enum<E>> E word(String key, Class<E> type) {
    var written = yaml.text(key);
    for (var value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(written)) {
        return value;
      }
    }
    throw yaml.error(key, key + " cannot be " + written);
  }

  private Map<String, List<String>> frameworks() {
    var map = yaml.map("frameworks");
    Map<String, List<String>> frameworks = new LinkedHashMap<>();
    map.keys().forEach(key -> frameworks.put(key, map.texts(key)));
    return frameworks;
  }

  private List<String> needs() {
    var needs = yaml.texts("needs");
    if (!needs.stream().allMatch(need -> PATH.matcher(need).matches())) {
      throw yaml.error("needs", "needs must list dotted paths of keys");
    }
    return needs;
  }

  private List<RuleParameter> parameters() {
    var map = yaml.map("parameters");
    var parameters = new ArrayList<RuleParameter>();
    for (var name : map.keys()) {
      parameters.add(parameter(name, map.map(name).only(PARAMETER_KEYS)));
    }
    return parameters;
  }

  private RuleParameter parameter(String name, YamlMap map) {
    var written = map.text("type").toUpperCase(Locale.ROOT);
    RuleParameter.Type type;
    try {
      type = RuleParameter.Type.valueOf(written);
    } catch (IllegalArgumentException unknown) {
      throw map.error("type", "the type must be int, float, string, boolean, strings or ints");
    }
    var parameter =
        new RuleParameter(
            name,
            type,
            map.text("description"),
            map.optional("required").map("true"::equals).orElse(false),
            map.optional("default"),
            number(map, "min"),
            number(map, "max"),
            pattern(map),
            map.texts("enum"));
    if (parameter.defaultValue().isPresent()) {
      try {
        parameter.bind(name, Optional.empty());
      } catch (RuleParameterException bad) {
        throw map.error("default", "the default is not allowed: " + bad.getMessage());
      }
    }
    return parameter;
  }

  private static Optional<BigDecimal> number(YamlMap map, String key) {
    try {
      return map.optional(key).map(BigDecimal::new);
    } catch (NumberFormatException notANumber) {
      throw map.error(key, key + " must be a number");
    }
  }

  private static Optional<Pattern> pattern(YamlMap map) {
    try {
      return map.optional("pattern").map(Pattern::compile);
    } catch (PatternSyntaxException invalid) {
      throw map.error("pattern", "the pattern is not valid: " + invalid.getDescription());
    }
  }

  private GuardRules guard(String identifier, List<RuleParameter> parameters) {
    GuardRules guard;
    try {
      guard = GuardRules.parse(identifier, yaml.text("guard"), GuardOptions.EXACT);
    } catch (GuardSyntaxException bad) {
      // The block starts on the line after its indicator.
      throw yaml.error(
          "guard",
          "the Guard text does not parse at line %d of the file, column %d of the block: %s"
              .formatted(yaml.line("guard") + bad.line(), bad.column(), bad.expected()));
    }
    var declared = new TreeSet<String>();
    parameters.forEach(parameter -> declared.add(parameter.name()));
    var used = new TreeSet<>(guard.freeVariables());
    if (!used.equals(declared)) {
      throw yaml.error(
          "guard", "the text uses the parameters " + used + " and the file declares " + declared);
    }
    if (!guard.warnings().isEmpty()) {
      var warning = guard.warnings().getFirst();
      throw yaml.error("guard", "line " + warning.line() + ": " + warning.message());
    }
    return guard;
  }

  private void checkFixtures() {
    var fixtures = yaml.map("fixtures").only(Set.of("base", "cases"));
    fixtures.text("base");
    if (fixtures.maps("cases").isEmpty()) {
      throw yaml.error("fixtures", "fixtures must have cases");
    }
    for (var each : fixtures.maps("cases")) {
      each.only(CASE_KEYS).text("name");
      try {
        Verdict.valueOf(each.text("expect"));
      } catch (IllegalArgumentException unknown) {
        throw each.error("expect", "expect must be a verdict such as COMPLIANT");
      }
      if (each.has("with") == each.has("item")) {
        throw each.error("name", "a case has either with or item");
      }
    }
  }
}

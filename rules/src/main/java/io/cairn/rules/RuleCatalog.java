package io.cairn.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All managed rules that ship, by identifier and by resource type. Immutable; loading reads and
 * compiles every file once, so keep one.
 */
public final class RuleCatalog {

  static final String FOLDER = "/cairn/rules/";
  private static final String INDEX = FOLDER + "index.txt";

  private final Map<String, ManagedRule> byIdentifier;
  private final Map<String, List<ManagedRule>> byType;

  private RuleCatalog(List<ManagedRule> rules) {
    Map<String, ManagedRule> identifiers = new LinkedHashMap<>();
    Map<String, List<ManagedRule>> types = new LinkedHashMap<>();
    for (var rule : rules) {
      identifiers.put(rule.identifier(), rule);
      rule.resourceTypes()
          .forEach(type -> types.computeIfAbsent(type, t -> new ArrayList<>()).add(rule));
    }
    types.replaceAll((type, list) -> List.copyOf(list));
    this.byIdentifier = identifiers;
    this.byType = Map.copyOf(types);
  }

  /**
   * Loads the rules that the index names.
   *
   * @throws RuleFileException if a file does not have the form of a rule file
   */
  public static RuleCatalog load() {
    var rules = new ArrayList<ManagedRule>();
    for (var line : resource(INDEX).lines().toList()) {
      var identifier = line.strip();
      if (!identifier.isEmpty() && !identifier.startsWith("#")) {
        var file = FOLDER + identifier + ".yaml";
        rules.add(RuleFile.read(file, resource(file)));
      }
    }
    return new RuleCatalog(rules);
  }

  static String resource(String path) {
    try (var in = RuleCatalog.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + path + " is not part of this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("the resource " + path + " cannot be read", broken);
    }
  }

  /** All rules in the order of the index, which is that of their rank. */
  public List<ManagedRule> rules() {
    return List.copyOf(byIdentifier.values());
  }

  /** The rule of an identifier such as {@code ENCRYPTED_VOLUMES}. */
  public Optional<ManagedRule> rule(String identifier) {
    return Optional.ofNullable(byIdentifier.get(identifier));
  }

  /** The rules that judge a resource type, in the order of the index; empty if none does. */
  public List<ManagedRule> rulesFor(String resourceType) {
    return byType.getOrDefault(resourceType, List.of());
  }
}

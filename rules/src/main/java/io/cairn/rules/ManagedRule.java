package io.cairn.rules;

import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardDocumentException;
import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardRules;
import io.cairn.guard.GuardValue;
import io.cairn.guard.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One managed rule, compiled: immutable and shared between threads. It judges one configuration
 * item in AWS Config's message form and never says COMPLIANT of a fact that was not recorded.
 *
 * @param identifier AWS's identifier, {@code ENCRYPTED_VOLUMES}
 * @param configRuleName the name that AWS's console gives it, {@code encrypted-volumes}
 * @param description what is asked for, in one sentence
 * @param resourceTypes the types it judges; every other item is NOT_APPLICABLE
 * @param needs dotted paths that must be recorded; a missing one gives INSUFFICIENT_DATA where the
 *     rule reads it
 * @param frameworks controls by framework that the rule serves
 * @param remediation what to do, in one sentence
 */
public record ManagedRule(
    String identifier,
    String configRuleName,
    String description,
    List<String> resourceTypes,
    Trigger trigger,
    Severity severity,
    Map<String, List<String>> frameworks,
    List<RuleParameter> parameters,
    List<String> needs,
    String remediation,
    GuardRules guard) {

  private static final Set<String> DELETED =
      Set.of("ResourceDeleted", "ResourceDeletedNotRecorded");

  public ManagedRule {
    resourceTypes = List.copyOf(resourceTypes);
    frameworks = Map.copyOf(frameworks);
    parameters = List.copyOf(parameters);
    needs = List.copyOf(needs);
  }

  /**
   * Judges an item given as JSON.
   *
   * @param parameters values by name, as strings
   * @param unknownParts dotted paths ({@code supplementaryConfiguration.BucketPolicy}) that could
   *     not be read from AWS; a rule that reads one says INSUFFICIENT_DATA
   * @throws GuardDocumentException if the item is not JSON
   * @throws RuleParameterException if a parameter is unknown or its value is not allowed
   * @throws GuardEvaluationException if the rule cannot be evaluated on this item
   */
  public RuleVerdict evaluate(
      byte[] itemJson, Map<String, String> parameters, Set<String> unknownParts) {
    return evaluate(GuardDocument.parse(itemJson), parameters, unknownParts);
  }

  /** Judges an item all of whose parts could be read. */
  public RuleVerdict evaluate(byte[] itemJson, Map<String, String> parameters) {
    return evaluate(itemJson, parameters, Set.of());
  }

  /** Judges an item that is parsed already: the way to judge one item by several rules. */
  public RuleVerdict evaluate(
      GuardDocument item, Map<String, String> parameters, Set<String> unknownParts) {
    var variables = bind(parameters);
    var type = item.stringAt("resourceType").orElse("");
    if (!resourceTypes.contains(type)
        || DELETED.contains(item.stringAt("configurationItemStatus").orElse(""))) {
      return RuleVerdict.of(Verdict.NOT_APPLICABLE, "");
    }
    var known = item;
    for (var part : unknownParts) {
      known = known.withUnknown(part);
    }
    for (var need : needs) {
      if (known.at(need).isEmpty()) {
        known = known.withUnknown(need);
      }
    }
    var result = guard.evaluate(known, variables, Limits.STANDARD);
    if (result.undecided()) {
      return undecided(item, unknownParts);
    }
    return switch (result.status()) {
      case PASS -> RuleVerdict.of(Verdict.COMPLIANT, "");
      case SKIP -> RuleVerdict.of(Verdict.NOT_APPLICABLE, "");
      case FAIL -> {
        var findings = guard.findings(known, variables, Limits.STANDARD);
        yield new RuleVerdict(
            Verdict.NON_COMPLIANT,
            findings.isEmpty() ? description : findings.getFirst().sentence(),
            findings);
      }
    };
  }

  private RuleVerdict undecided(GuardDocument item, Set<String> unknownParts) {
    var denied = unknownParts.stream().filter(this::reads).sorted().toList();
    var missing = needs.stream().filter(need -> item.at(need).isEmpty()).sorted().toList();
    var text =
        denied.isEmpty()
            ? "Not recorded: " + String.join(", ", missing) + "."
            : "Could not be read from AWS: " + String.join(", ", denied) + ".";
    return RuleVerdict.of(Verdict.INSUFFICIENT_DATA, text);
  }

  /** Whether the rule may read a part: one path leads to or through the other. */
  private boolean reads(String part) {
    return guard.paths().stream()
        .anyMatch(
            path ->
                path.equals(part) || path.startsWith(part + ".") || part.startsWith(path + "."));
  }

  /**
   * Checks parameters without judging anything, as is done when a rule is assigned.
   *
   * @throws RuleParameterException for the first one that is unknown or not allowed
   */
  public void check(Map<String, String> values) {
    bind(values);
  }

  private Map<String, GuardValue> bind(Map<String, String> values) {
    var names = parameters.stream().map(RuleParameter::name).toList();
    for (var name : values.keySet()) {
      if (!names.contains(name)) {
        throw new RuleParameterException(
            identifier,
            name,
            names.isEmpty() ? "is not known: it has none" : "is not one of " + names);
      }
    }
    var bound = new HashMap<String, GuardValue>();
    for (var parameter : parameters) {
      var given = Optional.ofNullable(values.get(parameter.name()));
      bound.put(parameter.name(), parameter.bind(identifier, given));
    }
    return bound;
  }
}

package io.cairn.findings.detection;

import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.SigmaRuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rules at one revision, and the compiled form of those that are enabled. Immutable; a batch of
 * events is judged by one of these from beginning to end.
 */
final class RuleSet {
  private final long revision;
  private final Map<String, Detection> byId;
  private final IdentityHashMap<SigmaRule, Detection> byRule = new IdentityHashMap<>();
  private final List<String> unusable;
  private final SigmaRuleSet compiled;

  /**
   * Compiles rules.
   *
   * @param unusable ids of kept rules that this version of the engine cannot read
   * @throws IllegalArgumentException where two rules have the same id or name
   */
  RuleSet(long revision, List<Detection> all, List<String> unusable) {
    this.revision = revision;
    this.byId = HashMap.newHashMap(all.size());
    this.unusable = List.copyOf(unusable);
    List<SigmaRule> enabled = new ArrayList<>();
    for (Detection detection : all) {
      byId.put(detection.id(), detection);
      byRule.put(detection.rule(), detection);
      if (detection.enabled()) {
        enabled.add(detection.rule());
      }
    }
    this.compiled = SigmaRuleSet.compile(enabled);
  }

  long revision() {
    return revision;
  }

  List<Detection> all() {
    return byId.values().stream().sorted(DetectionPlace.ORDER).toList();
  }

  Optional<Detection> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  List<String> unusable() {
    return unusable;
  }

  /** Rules that events are judged by. */
  int inForce() {
    return compiled.rules().size();
  }

  SigmaRuleSet compiled() {
    return compiled;
  }

  /** The detection of a rule that {@link #compiled()} matched. */
  Detection of(SigmaRule rule) {
    Detection detection = byRule.get(rule);
    if (detection == null) {
      throw new IllegalStateException("matched a rule that is not in the set: " + rule.key());
    }
    return detection;
  }
}

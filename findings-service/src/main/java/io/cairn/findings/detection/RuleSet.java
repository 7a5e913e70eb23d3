package io.cairn.findings.detection;

import io.cairn.findings.correlation.CorrelationPlan;
import io.cairn.sigma.Diagnostic;
import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.SigmaDocuments;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.SigmaRuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All detections at one revision, and the compiled form of those that are in force: the enabled and
 * the silent ones, and what those that are correlations rest on. Immutable; a batch of events is
 * judged by one of these from beginning to end.
 */
final class RuleSet {
  private final long revision;
  private final Map<String, Detection> byId;
  private final List<String> unusable;
  private final SigmaCollection collection;
  private final SigmaRuleSet compiled;
  private final CorrelationPlan correlations;
  private final Set<String> silenced;

  /**
   * Compiles detections.
   *
   * @param unreadable ids of kept documents that this version of the engine cannot read
   */
  RuleSet(long revision, List<Detection> all, List<String> unreadable) {
    this.revision = revision;
    this.byId = HashMap.newHashMap(all.size());
    List<SigmaRule> rules = new ArrayList<>();
    List<SigmaCorrelation> several = new ArrayList<>();
    for (Detection detection : all) {
      byId.put(detection.id(), detection);
      switch (detection.document()) {
        case SigmaDocument.Rule(SigmaRule rule) -> rules.add(rule);
        case SigmaDocument.Correlation(SigmaCorrelation correlation) -> several.add(correlation);
      }
    }
    this.collection = collect(rules, several);
    SigmaCollection inForce = restingOn(Detection::isJudged);
    this.compiled = SigmaRuleSet.compile(inForce.rules());
    this.correlations = new CorrelationPlan(inForce);
    this.silenced = restingOn(Detection::isEnabled).silent();
    this.unusable = unusable(unreadable);
  }

  private static SigmaCollection collect(List<SigmaRule> rules, List<SigmaCorrelation> several) {
    return SigmaCollection.of(List.of(new SigmaDocuments(rules, several, List.of(), List.of())));
  }

  /** What fits, and what the correlations that fit rest on. */
  private SigmaCollection restingOn(Predicate<Detection> fits) {
    Predicate<String> fitting = id -> fits.test(get(id));
    Set<String> needed =
        collection.needed(
            collection.correlations().stream().filter(each -> fitting.test(each.key())).toList());
    Predicate<String> wanted = fitting.or(needed::contains);
    return collect(
        collection.rules().stream().filter(rule -> wanted.test(rule.key())).toList(),
        collection.correlations().stream().filter(each -> wanted.test(each.key())).toList());
  }

  /** One detection and what it rests on, as if nothing else were there. */
  RuleSet alone(String id) {
    Set<String> needed = new HashSet<>();
    for (SigmaCorrelation each : collection.correlations()) {
      if (each.key().equals(id)) {
        needed.addAll(collection.needed(List.of(each)));
      }
    }
    List<Detection> few = new ArrayList<>();
    few.add(get(id).in(DetectionState.ENABLED));
    needed.forEach(each -> few.add(get(each).in(DetectionState.DISABLED)));
    return new RuleSet(revision, few, List.of());
  }

  /** Those that cannot be read, and those that do not go together with the others. */
  private List<String> unusable(List<String> unreadable) {
    Set<String> usable = new HashSet<>();
    collection.rules().forEach(rule -> usable.add(rule.key()));
    collection.correlations().forEach(each -> usable.add(each.key()));
    List<String> left = new ArrayList<>(unreadable);
    byId.keySet().stream().filter(id -> !usable.contains(id)).sorted().forEach(left::add);
    return List.copyOf(left);
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

  /** A detection that is in the set. */
  Detection get(String id) {
    return find(id)
        .orElseThrow(() -> new IllegalStateException("matched what is not in the set: " + id));
  }

  List<String> unusable() {
    return unusable;
  }

  /** How many detections are in force. */
  int inForce() {
    return compiled.rules().size() + correlations.size();
  }

  SigmaRuleSet compiled() {
    return compiled;
  }

  CorrelationPlan correlations() {
    return correlations;
  }

  /** All documents with their mentions resolved, the disabled ones too. */
  SigmaCollection collection() {
    return collection;
  }

  /** What is wrong with the documents together. */
  List<Diagnostic> errors() {
    return collection.diagnostics().stream().filter(Diagnostic::isError).toList();
  }

  /** Whether matches of a detection become findings: not where only a correlation wants them. */
  boolean alerts(Detection detection) {
    return detection.isEnabled() && !silenced.contains(detection.id());
  }

  /** Whether matches of a detection are counted and tell nobody. */
  boolean isSilent(Detection detection) {
    return detection.state() == DetectionState.SILENT;
  }

  /** Ids of the correlations in force that a detection's matches only count for. */
  List<String> silencedBy(String id) {
    return silenced.contains(id) ? correlations.over(id) : List.of();
  }
}

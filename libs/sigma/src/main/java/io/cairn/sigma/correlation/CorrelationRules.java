package io.cairn.sigma.correlation;

import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaCorrelation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The correlations of a collection, ready to be judged. Immutable and safe for many threads. */
public final class CorrelationRules {
  private final List<CorrelationRule> rules;
  private final Map<String, List<CorrelationRule>> byMember = new HashMap<>();
  private final Map<String, CorrelationRule> byKey = new HashMap<>();
  private final Set<String> fields = new TreeSet<>();

  private CorrelationRules(List<CorrelationRule> rules) {
    this.rules = rules;
    for (CorrelationRule rule : rules) {
      byKey.put(rule.correlation().key(), rule);
      fields.addAll(rule.fields());
      for (String member : Set.copyOf(rule.members())) {
        byMember.computeIfAbsent(member, _ -> new ArrayList<>()).add(rule);
      }
    }
  }

  /** The correlations of a collection. */
  public static CorrelationRules of(SigmaCollection collection) {
    return new CorrelationRules(
        collection.correlations().stream()
            .map(correlation -> new CorrelationRule(correlation, collection))
            .toList());
  }

  /** The correlations, in the collection's order. */
  public List<SigmaCorrelation> all() {
    return rules.stream().map(CorrelationRule::correlation).toList();
  }

  /** The correlations that count matches of a rule. */
  public List<SigmaCorrelation> over(String rule) {
    return counting(rule).stream().map(CorrelationRule::correlation).toList();
  }

  /** The event fields whose values an {@link Occurrence} must carry. */
  public Set<String> fields() {
    return Set.copyOf(fields);
  }

  /** Whether matches of a rule matter to any correlation. */
  public boolean wants(String rule) {
    return byMember.containsKey(rule);
  }

  /** The groups that an occurrence itself goes to, not those of correlations it makes fire. */
  public List<GroupKey> groups(Occurrence occurrence) {
    var keys = new ArrayList<GroupKey>();
    for (CorrelationRule rule : counting(occurrence.rule())) {
      for (List<String> group : rule.groups(occurrence)) {
        keys.add(new GroupKey(rule.correlation().key(), group));
      }
    }
    return keys;
  }

  /** Those that count matches of a rule. */
  List<CorrelationRule> counting(String member) {
    return byMember.getOrDefault(member, List.of());
  }

  @Nullable CorrelationRule rule(String key) {
    return byKey.get(key);
  }
}

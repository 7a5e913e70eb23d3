package io.cairn.sigma;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents of many files with their mentions of each other resolved: filters applied to the rules
 * they name, correlations joined to theirs. Immutable. What does not resolve is refused with its
 * place and left out, together with the correlations that need it.
 */
public final class SigmaCollection {
  private final List<SigmaRule> rules = new ArrayList<>();
  private final Map<String, SigmaRule> rulesByKey = new HashMap<>();
  private final Map<String, SigmaCorrelation> correlationsByKey = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private SigmaCollection() {}

  /** Resolves all documents together, in any order. */
  public static SigmaCollection of(List<SigmaDocuments> files) {
    var collection = new SigmaCollection();
    files.forEach(file -> collection.diagnostics.addAll(file.diagnostics()));
    List<SigmaFilter> filters = files.stream().flatMap(file -> file.filters().stream()).toList();
    for (SigmaDocuments file : files) {
      file.rules().forEach(rule -> collection.add(rule, filters));
      file.correlations().forEach(collection::add);
    }
    filters.forEach(collection::checkRules);
    collection.dropUnresolved();
    collection.dropCycles();
    return collection;
  }

  private void add(SigmaRule rule, List<SigmaFilter> filters) {
    if (claimed(rule.header(), rule.origin())) {
      return;
    }
    SigmaRule filtered = rule;
    for (SigmaFilter filter : filters) {
      if (filter.appliesTo(rule)) {
        filtered = filtered.with(filter.condition());
      }
    }
    rules.add(filtered);
    for (String key : keys(rule.header())) {
      rulesByKey.put(key, filtered);
    }
  }

  private void add(SigmaCorrelation correlation) {
    if (!claimed(correlation.header(), correlation.origin())) {
      for (String key : keys(correlation.header())) {
        correlationsByKey.put(key, correlation);
      }
    }
  }

  private boolean claimed(RuleHeader header, String origin) {
    for (String key : keys(header)) {
      if (rulesByKey.containsKey(key) || correlationsByKey.containsKey(key)) {
        refuse(
            DiagnosticCode.IDENTITY_TWICE,
            origin,
            new SigmaReference(key, line(origin), 1),
            "'" + key + "' names another rule of the collection too");
        return true;
      }
    }
    return false;
  }

  private static List<String> keys(RuleHeader header) {
    var keys = new ArrayList<String>();
    if (header.id() != null) {
      keys.add(header.id());
    }
    if (header.name() != null) {
      keys.add(header.name());
    }
    return keys.isEmpty() ? List.of(header.title()) : keys;
  }

  private void checkRules(SigmaFilter filter) {
    for (SigmaReference reference : filter.rules()) {
      if (!rulesByKey.containsKey(reference.key())) {
        refuse(
            DiagnosticCode.REFERENCE_UNKNOWN,
            filter.origin(),
            reference,
            "no detection rule has the id or name '" + reference.key() + "'");
      }
    }
  }

  private void dropUnresolved() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (SigmaCorrelation correlation : correlations()) {
        SigmaReference unknown = firstUnknown(correlation);
        if (unknown != null) {
          refuse(
              DiagnosticCode.REFERENCE_UNKNOWN,
              correlation.origin(),
              unknown,
              "no rule has the id or name '" + unknown.key() + "'; the correlation was left out");
          drop(correlation);
          changed = true;
        }
      }
    }
  }

  private @Nullable SigmaReference firstUnknown(SigmaCorrelation correlation) {
    return correlation.rules().stream()
        .filter(reference -> !rulesByKey.containsKey(reference.key()))
        .filter(reference -> !correlationsByKey.containsKey(reference.key()))
        .findFirst()
        .orElse(null);
  }

  private void dropCycles() {
    for (SigmaCorrelation correlation : correlations()) {
      if (reaches(correlation, correlation, new HashSet<>())) {
        refuse(
            DiagnosticCode.REFERENCE_CYCLE,
            correlation.origin(),
            correlation.rules().getFirst(),
            "the correlation comes back to itself through its rules; it was left out");
        drop(correlation);
      }
    }
    dropUnresolved();
  }

  private boolean reaches(
      SigmaCorrelation from, SigmaCorrelation wanted, Set<SigmaCorrelation> seen) {
    for (SigmaReference reference : from.rules()) {
      SigmaCorrelation next = correlationsByKey.get(reference.key());
      if (next != null && next.key().equals(wanted.key())) {
        return true;
      }
      if (next != null && seen.add(next) && reaches(next, wanted, seen)) {
        return true;
      }
    }
    return false;
  }

  private void drop(SigmaCorrelation correlation) {
    keys(correlation.header()).forEach(correlationsByKey::remove);
  }

  private void refuse(DiagnosticCode code, String origin, SigmaReference at, String message) {
    String file = origin.substring(0, origin.lastIndexOf(':'));
    diagnostics.add(new Diagnostic(code, file, at.line(), at.column(), message));
  }

  private static int line(String origin) {
    return Integer.parseInt(origin.substring(origin.lastIndexOf(':') + 1));
  }

  /** The detection rules with their filters applied, in the files' order. */
  public List<SigmaRule> rules() {
    return List.copyOf(rules);
  }

  /** The correlation rules, in the files' order. */
  public List<SigmaCorrelation> correlations() {
    return correlationsByKey.values().stream().distinct().toList();
  }

  /** Errors and warnings of the files and of resolving them. */
  public List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  /** Whether anything was refused. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** The key of the rule that a mention means: {@link SigmaRule#key} or a correlation's. */
  public String keyOf(SigmaReference reference) {
    SigmaRule rule = rulesByKey.get(reference.key());
    if (rule != null) {
      return rule.key();
    }
    SigmaCorrelation correlation = correlationsByKey.get(reference.key());
    if (correlation == null) {
      throw new IllegalArgumentException("'" + reference.key() + "' is not of this collection");
    }
    return correlation.key();
  }

  /**
   * Keys of the rules and correlations that some correlations rest on, directly or through others;
   * not their own.
   */
  public Set<String> needed(List<SigmaCorrelation> by) {
    var needed = new HashSet<String>();
    var open = new ArrayDeque<>(by);
    while (!open.isEmpty()) {
      for (SigmaReference reference : open.poll().rules()) {
        SigmaCorrelation inner = correlationsByKey.get(reference.key());
        if (needed.add(keyOf(reference)) && inner != null) {
          open.add(inner);
        }
      }
    }
    return needed;
  }

  /**
   * Keys of the rules that raise no alerts of their own, because a correlation without {@code
   * generate} has them.
   */
  public Set<String> silent() {
    var silent = new HashSet<String>();
    for (SigmaCorrelation correlation : correlations()) {
      if (!correlation.generate()) {
        correlation.rules().forEach(reference -> silent.add(keyOf(reference)));
      }
    }
    return Set.copyOf(silent);
  }
}

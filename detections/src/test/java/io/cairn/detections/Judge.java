package io.cairn.detections;

import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.SigmaRuleSet;
import io.cairn.sigma.correlation.CorrelationEngine;
import io.cairn.sigma.correlation.CorrelationRules;
import io.cairn.sigma.correlation.InMemoryCorrelationState;
import io.cairn.sigma.correlation.Occurrence;
import io.cairn.sigma.engine.FieldReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** All shipped detections together, as the service judges by them. */
@NullMarked
final class Judge {
  private static final int MAX_GROUPS = 100_000;
  private static final Duration LATENESS = Duration.ofDays(3_650);

  private final SigmaRuleSet rules;
  private final CorrelationRules correlations;
  private final FieldReader fields;
  private final Set<String> silent;
  private final Map<String, String> names = new HashMap<>();

  Judge() {
    SigmaCollection all = ShippedDetectionsTest.collection();
    rules = SigmaRuleSet.compile(all.rules());
    correlations = CorrelationRules.of(all);
    silent = all.silent();
    var wanted = new TreeSet<>(correlations.fields());
    wanted.addAll(List.of("eventID", "eventTime"));
    fields = new FieldReader(wanted);
    for (SigmaRule rule : all.rules()) {
      names.put(rule.key(), String.valueOf(rule.name()));
    }
    for (SigmaCorrelation each : all.correlations()) {
      names.put(each.key(), String.valueOf(each.header().name()));
    }
  }

  /** Whether a shipped detection has this name. */
  boolean knows(String name) {
    return names.containsValue(name);
  }

  /** How often each detection fires on records, by name; parts of correlations are left out. */
  Map<String, Integer> fired(List<String> records) {
    var engine =
        new CorrelationEngine(correlations, new InMemoryCorrelationState(MAX_GROUPS), LATENESS);
    Map<String, Integer> fired = new TreeMap<>();
    for (String each : records) {
      byte[] json = each.getBytes(StandardCharsets.UTF_8);
      rules.match(
          json,
          0,
          json.length,
          match -> {
            String key = match.rule().key();
            count(key, fired);
            if (correlations.wants(key)) {
              correlate(engine, key, json, fired);
            }
          });
    }
    return fired;
  }

  private void correlate(
      CorrelationEngine engine, String key, byte[] json, Map<String, Integer> fired) {
    Map<String, List<String>> values = fields.read(json, 0, json.length);
    if (values.containsKey("eventTime")) {
      Instant at = Instant.parse(values.get("eventTime").getFirst());
      String id =
          values
              .getOrDefault("eventID", List.of(new String(json, StandardCharsets.UTF_8)))
              .getFirst();
      engine
          .accept(new Occurrence(key, at, id, values))
          .forEach(firing -> count(firing.correlation().key(), fired));
    }
  }

  private void count(String key, Map<String, Integer> fired) {
    if (!silent.contains(key)) {
      fired.merge(names.getOrDefault(key, key), 1, Integer::sum);
    }
  }
}

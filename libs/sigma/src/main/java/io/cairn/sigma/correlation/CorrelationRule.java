package io.cairn.sigma.correlation;

import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.SigmaReference;
import io.cairn.sigma.correlation.GroupState.Entry;
import io.cairn.sigma.expression.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A correlation with its rules' keys, and what it reads of an occurrence. */
final class CorrelationRule {
  private static final int MAX_COMBINATIONS = 64;

  private final SigmaCorrelation correlation;
  private final List<String> members;

  /** By alias, each member's own field. */
  private final Map<String, Map<String, String>> aliases = new HashMap<>();

  CorrelationRule(SigmaCorrelation correlation, SigmaCollection collection) {
    this.correlation = correlation;
    this.members = correlation.rules().stream().map(collection::keyOf).toList();
    correlation
        .aliases()
        .forEach(
            (alias, byName) -> {
              Map<String, String> byKey = new HashMap<>();
              for (SigmaReference reference : correlation.rules()) {
                String field = byName.get(reference.key());
                if (field != null) {
                  byKey.put(collection.keyOf(reference), field);
                }
              }
              aliases.put(alias, byKey);
            });
  }

  SigmaCorrelation correlation() {
    return correlation;
  }

  /** Keys of its rules in their order. */
  List<String> members() {
    return members;
  }

  Set<String> fields() {
    var fields = new HashSet<String>(correlation.fields());
    for (String name : correlation.groupBy()) {
      Map<String, String> alias = aliases.get(name);
      if (alias == null) {
        fields.add(name);
      } else {
        fields.addAll(alias.values());
      }
    }
    return fields;
  }

  /** The groups an occurrence belongs to: several where a field has several values, at most 64. */
  List<List<String>> groups(Occurrence occurrence) {
    List<List<String>> groups = List.of(List.of());
    for (String name : correlation.groupBy()) {
      Map<String, String> alias = aliases.get(name);
      // An inner correlation carries the alias itself, having no fields of its own.
      String field = alias == null ? name : alias.getOrDefault(occurrence.rule(), name);
      groups = times(groups, occurrence.fields().getOrDefault(field, List.of()));
    }
    return groups;
  }

  private static List<List<String>> times(List<List<String>> groups, List<String> values) {
    var out = new ArrayList<List<String>>();
    for (List<String> group : groups) {
      for (String value : new HashSet<>(values)) {
        if (out.size() < MAX_COMBINATIONS) {
          var longer = new ArrayList<>(group);
          longer.add(value);
          out.add(List.copyOf(longer));
        }
      }
    }
    return out;
  }

  Map<String, String> named(List<String> group) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < group.size(); i++) {
      named.put(correlation.groupBy().get(i), group.get(i));
    }
    return named;
  }

  /** What of an occurrence counts; nothing where it lacks what is reckoned with. */
  List<Entry> entries(Occurrence occurrence) {
    return switch (correlation.type()) {
      case EVENT_COUNT, TEMPORAL, TEMPORAL_ORDERED ->
          List.of(new Entry(occurrence.at(), occurrence.rule(), null, occurrence.eventId()));
      case VALUE_COUNT -> tuples(occurrence);
      case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE -> numbers(occurrence);
    };
  }

  private List<Entry> tuples(Occurrence occurrence) {
    List<List<String>> tuples = List.of(List.of());
    for (String field : correlation.fields()) {
      tuples = times(tuples, occurrence.fields().getOrDefault(field, List.of()));
    }
    return tuples.stream()
        .map(tuple -> tuple.size() == 1 ? tuple.getFirst() : tuple.toString())
        .map(value -> new Entry(occurrence.at(), occurrence.rule(), value, occurrence.eventId()))
        .toList();
  }

  private List<Entry> numbers(Occurrence occurrence) {
    var entries = new ArrayList<Entry>();
    for (String value :
        occurrence.fields().getOrDefault(correlation.fields().getFirst(), List.of())) {
      BigDecimal number = Numbers.parse(value);
      if (number != null) {
        entries.add(new Entry(occurrence.at(), occurrence.rule(), value, occurrence.eventId()));
      }
    }
    return entries;
  }
}

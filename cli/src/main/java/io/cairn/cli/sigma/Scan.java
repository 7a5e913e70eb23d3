package io.cairn.cli.sigma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.sigma.MalformedEventException;
import io.cairn.sigma.RuleMatch;
import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaRuleSet;
import io.cairn.sigma.correlation.CorrelationEngine;
import io.cairn.sigma.correlation.CorrelationRules;
import io.cairn.sigma.correlation.Firing;
import io.cairn.sigma.correlation.InMemoryCorrelationState;
import io.cairn.sigma.correlation.Occurrence;
import io.cairn.sigma.engine.FieldReader;
import io.cairn.sigma.expression.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of rules over records: tells matches as lines and keeps count. */
final class Scan {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Files are not in the order of their events. */
  private static final Duration LATENESS = Duration.ofDays(1);

  private static final int MAX_GROUPS = 500_000;

  private final SigmaRuleSet rules;
  private final Set<String> silent;
  private final CorrelationRules correlated;
  private final CorrelationEngine correlations;
  private final InMemoryCorrelationState state = new InMemoryCorrelationState(MAX_GROUPS);
  private final FieldReader fields;
  private final Consumer<String> lines;
  private final Map<String, Long> byRule = new TreeMap<>();
  private String file = "";
  private long events;
  private long matches;
  private long unreadable;
  private long untimed;

  Scan(SigmaCollection collection, Consumer<String> lines) {
    this.rules = SigmaRuleSet.compile(collection.rules());
    this.silent = collection.silent();
    this.correlated = CorrelationRules.of(collection);
    this.correlations = new CorrelationEngine(correlated, state, LATENESS);
    var names = new TreeSet<>(correlated.fields());
    names.addAll(List.of("eventID", "eventTime"));
    this.fields = new FieldReader(names);
    this.lines = lines;
  }

  void accept(byte[] record, String from) {
    file = from;
    events++;
    var found = new ArrayList<RuleMatch>(0);
    try {
      rules.match(record, 0, record.length, found::add);
    } catch (MalformedEventException e) {
      unreadable++;
      throw e;
    }
    if (!found.isEmpty()) {
      tell(found, fields.read(record, 0, record.length));
    }
  }

  private void tell(List<RuleMatch> found, Map<String, List<String>> values) {
    String eventId = first(values, "eventID");
    Instant at = time(first(values, "eventTime"));
    for (RuleMatch match : found) {
      String key = match.rule().key();
      if (!silent.contains(key)) {
        line(key, match.rule().title(), match.rule().level(), eventId);
      }
      if (correlated.wants(key)) {
        if (at == null) {
          untimed++;
        } else {
          correlations.accept(new Occurrence(key, at, eventId, values)).forEach(this::tell);
        }
      }
    }
  }

  private void tell(Firing firing) {
    if (!silent.contains(firing.correlation().key())) {
      line(
          firing.correlation().key(),
          firing.correlation().header().title(),
          firing.correlation().level(),
          firing.eventIds().getLast());
    }
  }

  private static String first(Map<String, List<String>> values, String name) {
    return values.getOrDefault(name, List.of("")).getFirst();
  }

  private static @Nullable Instant time(String text) {
    LocalDateTime time = Timestamps.parse(text);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  private void line(String key, String title, Enum<?> level, String eventId) {
    matches++;
    byRule.merge(title, 1L, Long::sum);
    ObjectNode line = JSON.createObjectNode();
    line.put("ruleId", key);
    line.put("title", title);
    line.put("level", level.name().toLowerCase(Locale.ROOT));
    line.put("eventId", eventId);
    line.put("file", file);
    try {
      lines.accept(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  /** No more records come: windows that wait for their close are closed. */
  void end() {
    correlations.advance(Instant.MAX).forEach(this::tell);
  }

  long events() {
    return events;
  }

  long matches() {
    return matches;
  }

  /** Records that could not be judged. */
  long unreadable() {
    return unreadable;
  }

  /** What to tell at the end: matches by rule, and whatever could not be judged. */
  String summary(int files) {
    var text = new StringBuilder();
    byRule.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> text.append("%,8d  %s%n".formatted(entry.getValue(), entry.getKey())));
    text.append(
        "%,d matches in %,d events of %,d files by %d rules"
            .formatted(matches, events, files, rules.rules().size()));
    note(text, rules.notApplicable().size(), "rules are about other log sources");
    note(text, unreadable, "records could not be judged");
    note(text, untimed, "matches had no eventTime and were not correlated");
    note(text, correlations.late() + state.forgotten(), "matches came too late to be correlated");
    return text.toString();
  }

  private static void note(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append("; ").append(count).append(' ').append(what);
    }
  }
}

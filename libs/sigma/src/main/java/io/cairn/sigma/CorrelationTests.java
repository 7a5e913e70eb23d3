package io.cairn.sigma;

import io.cairn.sigma.correlation.CorrelationEngine;
import io.cairn.sigma.correlation.CorrelationRules;
import io.cairn.sigma.correlation.InMemoryCorrelationState;
import io.cairn.sigma.correlation.Occurrence;
import io.cairn.sigma.engine.FieldReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The examples a correlation carries in its custom attribute {@code tests}: {@code {match:
 * [sequence…], noMatch: [sequence…]}}. A sequence is a list of steps {@code {event: {…}, times: 1,
 * every: 1}}: so many such events, so many seconds after what came before; {@code #} in their
 * values is the event's number in its step, from 1. Times and ids are made up.
 */
public final class CorrelationTests {
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  private static final int MAX_EVENTS = 10_000;
  private static final Set<String> STEP = Set.of("event", "times", "every");

  private final SigmaCorrelation correlation;
  private final SigmaRuleSet members;
  private final CorrelationRules correlations;
  private final FieldReader fields;
  private final List<String> failures = new ArrayList<>();

  private CorrelationTests(SigmaCorrelation correlation, SigmaCollection collection) {
    this.correlation = correlation;
    Set<String> needed = collection.needed(List.of(correlation));
    this.members =
        SigmaRuleSet.compile(
            collection.rules().stream().filter(rule -> needed.contains(rule.key())).toList());
    this.correlations = CorrelationRules.of(collection);
    this.fields = new FieldReader(correlations.fields());
  }

  /** Whether the correlation carries any. */
  public static boolean areIn(SigmaCorrelation correlation) {
    return correlation.customAttributes().containsKey("tests");
  }

  /**
   * Runs a correlation's examples and tells those that did not hold, in words; empty when all held
   * or there are none.
   *
   * @param collection holds the correlation and all that it mentions
   */
  public static List<String> failures(SigmaCorrelation correlation, SigmaCollection collection) {
    if (!areIn(correlation)) {
      return List.of();
    }
    var tests = new CorrelationTests(correlation, collection);
    if (!(correlation.customAttributes().get("tests") instanceof Map<?, ?> written)) {
      return List.of("tests must be a map of match and noMatch");
    }
    for (Object key : written.keySet()) {
      if (!key.equals("match") && !key.equals("noMatch")) {
        tests.failures.add("tests." + key + " is unknown: there are match and noMatch");
      }
    }
    tests.judge("match", written.get("match"), true);
    tests.judge("noMatch", written.get("noMatch"), false);
    return List.copyOf(tests.failures);
  }

  private void judge(String name, @Nullable Object written, boolean expected) {
    if (written == null) {
      return;
    }
    if (!(written instanceof List<?> sequences)) {
      failures.add("tests." + name + " must be a list of sequences of events");
      return;
    }
    for (int i = 0; i < sequences.size(); i++) {
      String which = "tests.%s[%d] ".formatted(name, i);
      List<Map<?, ?>> events = events(sequences.get(i));
      if (events.isEmpty()) {
        failures.add(
            which
                + "must be a list of {event, times, every}, in all at most "
                + MAX_EVENTS
                + " events");
      } else if (fires(events) != expected) {
        failures.add(which + (expected ? "does not match" : "matches"));
      }
    }
  }

  /** The events of a sequence; empty where it cannot be read. */
  private static List<Map<?, ?>> events(@Nullable Object written) {
    var events = new ArrayList<Map<?, ?>>();
    Instant at = START;
    for (Object step : written instanceof List<?> steps ? steps : List.of()) {
      if (!(step instanceof Map<?, ?> map)
          || !STEP.containsAll(map.keySet())
          || !(map.get("event") instanceof Map<?, ?> event)
          || Math.min(number(map.get("times")), number(map.get("every"))) <= 0
          || number(map.get("times")) + events.size() > MAX_EVENTS) {
        return List.of();
      }
      long times = number(map.get("times"));
      long every = number(map.get("every"));
      for (long n = 1; n <= times; n++) {
        at = at.plusSeconds(every);
        events.add(NumberedEvent.of(event, n, at, "event-" + (events.size() + 1)));
      }
    }
    return events;
  }

  /** One where nothing is written, zero for what is no number above that. */
  private static long number(@Nullable Object written) {
    return written == null ? 1 : written instanceof Long n && n > 0 ? n : 0;
  }

  private boolean fires(List<Map<?, ?>> events) {
    var engine =
        new CorrelationEngine(
            correlations, new InMemoryCorrelationState(MAX_EVENTS), Duration.ZERO);
    var fired = new ArrayList<String>();
    for (Map<?, ?> event : events) {
      byte[] json = JsonText.bytes(event);
      Instant at = Instant.parse(String.valueOf(event.get("eventTime")));
      String id = String.valueOf(event.get("eventID"));
      members.match(
          json,
          0,
          json.length,
          match -> {
            var values = fields.read(json, 0, json.length);
            engine
                .accept(new Occurrence(match.rule().key(), at, id, values))
                .forEach(firing -> fired.add(firing.correlation().key()));
          });
    }
    engine.advance(Instant.MAX).forEach(firing -> fired.add(firing.correlation().key()));
    return fired.contains(correlation.key());
  }
}

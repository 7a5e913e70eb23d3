package io.cairn.trail.lookup;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.EventCount;
import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.StoredEvent;
import io.cairn.eventstore.Tally;
import io.cairn.eventstore.TimeCount;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts events: from the store's columns, or where a path is asked for, by reading the events as
 * far as the time limit lets it.
 */
@Singleton
class CountService {
  private final BlockEventStore store;
  private final EventScan scan;
  private final LookupConfig config;
  private final LookupBounds bounds;

  CountService(BlockEventStore store, EventScan scan, LookupConfig config, LookupBounds bounds) {
    this.store = store;
    this.scan = scan;
    this.config = config;
    this.bounds = bounds;
  }

  EventTotal count(LookupQuery query, @Nullable String token) {
    bounds.refuseWhileMoving();
    if (!query.predicate().needsScan()) {
      refuseToken(token);
      EventCount count = store.count(query.predicate(), query.window(), config.timeLimit());
      return new EventTotal(count.value(), count.exact(), null, null, null);
    }
    long[] count = {0};
    EventScan.Done done = scan.forEach(query, "count-events", token, _ -> count[0]++);
    boolean isExact = done.nextToken() == null && token == null && done.hidden().isEmpty();
    return new EventTotal(count[0], isExact, true, done.examined(), done.nextToken());
  }

  EventHistogram histogram(LookupQuery query, HistogramStep by, @Nullable String token) {
    bounds.refuseWhileMoving();
    if (!query.predicate().needsScan()) {
      refuseToken(token);
      List<TimeCount> counts =
          refusing(
              "by",
              () ->
                  store.histogram(
                      query.predicate(), query.window(), by.length(), config.timeLimit()));
      return new EventHistogram(by.word(), counts, null, null, null);
    }
    Map<Instant, Long> sums = new TreeMap<>();
    EventScan.Done done =
        scan.forEach(
            query,
            "histogram-of-events by " + by.word(),
            token,
            event -> sums.merge(by.begin(event.position().eventTime()), 1L, Long::sum));
    List<TimeCount> counts =
        sums.entrySet().stream().map(e -> new TimeCount(e.getKey(), e.getValue())).toList();
    return new EventHistogram(by.word(), counts, true, done.examined(), done.nextToken());
  }

  TopValues top(LookupQuery query, Attribute by, int limit, @Nullable String token) {
    bounds.refuseWhileMoving();
    String name = by.attributeName();
    if (!query.predicate().needsScan()) {
      refuseToken(token);
      List<Tally> values =
          refusing(
              "by",
              () -> store.count(query.predicate(), query.window(), by, limit, config.timeLimit()));
      return new TopValues(name, values, null, null, null);
    }
    var scanner = new EventScanner();
    Map<@Nullable String, Long> sums = new HashMap<>();
    EventScan.Done done =
        scan.forEach(
            query,
            "top-of-events by " + name,
            token,
            event -> values(scanner, event, by).forEach(v -> sums.merge(v, 1L, Long::sum)));
    List<Tally> values = new ArrayList<>();
    sums.forEach((value, count) -> values.add(new Tally(value, count)));
    values.sort(
        Comparator.comparingLong(Tally::count)
            .reversed()
            .thenComparing(Tally::value, Comparator.nullsFirst(Comparator.naturalOrder())));
    boolean isWhole = token == null && done.nextToken() == null;
    return new TopValues(
        name,
        isWhole ? values.stream().limit(limit).toList() : values,
        true,
        done.examined(),
        done.nextToken());
  }

  private static List<@Nullable String> values(
      EventScanner scanner, StoredEvent stored, Attribute by) {
    if (!(scanner.scan(stored.bytes()) instanceof ScannedEvent event)) {
      throw new IllegalStateException("a stored event is damaged: " + stored.position());
    }
    return switch (by) {
      case RESOURCE_NAME -> distinct(event.resources().stream().map(r -> r.resourceName()));
      case RESOURCE_TYPE -> distinct(event.resources().stream().map(r -> r.resourceType()));
      default -> {
        List<@Nullable String> one = new ArrayList<>();
        one.add(by.valueIn(event, stored.accountId()));
        yield one;
      }
    };
  }

  private static List<@Nullable String> distinct(Stream<@Nullable String> values) {
    List<@Nullable String> all = new ArrayList<>();
    values.filter(v -> v != null).distinct().forEach(all::add);
    return all;
  }

  private static void refuseToken(@Nullable String token) {
    if (token != null) {
      throw problem("nextToken", "goes on with a scan; this query needs none, so leave it out");
    }
  }

  private interface Counting<T> {
    T run();
  }

  /** What the store refuses is what the caller asked for. */
  private <T> T refusing(String parameter, Counting<T> counting) {
    return bounds.timed(
        () -> {
          try {
            return counting.run();
          } catch (IllegalArgumentException e) {
            throw problem(parameter, String.valueOf(e.getMessage()));
          }
        });
  }

  private static ProblemException problem(String parameter, String detail) {
    return new ProblemException(
        LookupProblem.PARAMETER,
        parameter + " " + detail + ".",
        List.of(new ProblemError(parameter, detail)));
  }
}

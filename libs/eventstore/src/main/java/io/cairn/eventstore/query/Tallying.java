package io.cairn.eventstore.query;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.Tally;
import io.cairn.eventstore.TimeCount;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.column.EventSet;
import io.cairn.eventstore.column.TermText;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums what a {@link Counter} tells. */
final class Tallying {
  /** Most steps of a histogram. */
  static final int MAX_STEPS = 10_000;

  private Tallying() {}

  static long count(Counter counter) throws SQLException {
    long[] sum = {0};
    counter.forEach(group -> sum[0] += group.matching().count());
    return sum[0];
  }

  /** The most frequent values; events without the attribute count under null, but for lists. */
  static List<Tally> top(Counter counter, Attribute by, int top) throws SQLException {
    Map<Value, long[]> sums = new HashMap<>();
    long[] without = {0};
    counter.forEach(
        group -> {
          Column column = group.column(by);
          if (column == null) {
            throw new DamagedException("there is no column of " + by.attributeName());
          }
          long[] tally = new long[column.termCount() + 1];
          column.tally(group.matching(), 0, tally);
          without[0] += tally[0];
          for (int code = 1; code < tally.length; code++) {
            if (tally[code] > 0) {
              sums.computeIfAbsent(new Value(column.term(code)), _ -> new long[1])[0] +=
                  tally[code];
            }
          }
        });
    return sorted(sums, by.isList() ? 0 : without[0], top);
  }

  private static List<Tally> sorted(Map<Value, long[]> sums, long without, int top) {
    List<Map.Entry<Value, long[]>> entries = new ArrayList<>(sums.entrySet());
    entries.sort(
        Comparator.comparingLong((Map.Entry<Value, long[]> e) -> -e.getValue()[0])
            .thenComparing(Map.Entry::getKey));
    List<Tally> tallies = new ArrayList<>();
    entries.stream()
        .limit(top)
        .forEach(e -> tallies.add(new Tally(TermText.text(e.getKey().term()), e.getValue()[0])));
    if (without > 0) {
      int at = 0;
      while (at < tallies.size() && tallies.get(at).count() >= without) {
        at++;
      }
      tallies.add(at, new Tally(null, without));
    }
    return tallies.size() > top ? tallies.subList(0, top) : tallies;
  }

  /**
   * Counts by steps that begin at multiples of {@code step} since 1970; empty steps are left out.
   */
  static List<TimeCount> histogram(Counter counter, Duration step) throws SQLException {
    long micros = step.toNanos() / 1_000;
    TreeMap<Long, long[]> sums = new TreeMap<>();
    counter.forEach(
        group -> group.times((start, times) -> add(group.matching(), start, times, micros, sums)));
    return sums.entrySet().stream()
        .map(
            e ->
                new TimeCount(
                    Instant.EPOCH.plus(e.getKey() * micros, ChronoUnit.MICROS), e.getValue()[0]))
        .toList();
  }

  private static void add(
      EventSet matching, int start, long[] times, long step, Map<Long, long[]> sums) {
    int end = start + times.length;
    for (int i = matching.firstFrom(start); i >= 0 && i < end; i = matching.firstFrom(i + 1)) {
      long slot = Math.floorDiv(times[i - start], step);
      sums.computeIfAbsent(slot, _ -> new long[1])[0]++;
      if (sums.size() > MAX_STEPS) {
        throw new IllegalArgumentException(
            "more than " + MAX_STEPS + " steps; take a longer step or a shorter window");
      }
    }
  }

  /** The bytes of a value as a key. */
  private record Value(byte[] term) implements Comparable<Value> {
    @Override
    public boolean equals(Object other) {
      return other instanceof Value that && Arrays.equals(term, that.term);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(term);
    }

    @Override
    public int compareTo(Value other) {
      return Arrays.compareUnsigned(term, other.term);
    }
  }
}

package io.cairn.sigma.correlation;

import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.correlation.GroupState.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One group while it is being worked on. */
final class Window {
  private static final int MAX_ENTRIES = 10_000;
  private static final int MAX_EVENT_IDS = 100;

  /** What became of an entry. */
  enum Placed {
    PUT,
    KNOWN,
    LATE
  }

  private final CorrelationRule rule;
  private final SigmaCorrelation correlation;
  private final List<String> group;
  private final Duration span;
  private final Duration lateness;
  private final int deciding;
  private final List<Entry> entries;
  private final List<Instant> fired;
  private @Nullable Instant opened;
  private int trimmed;

  Window(CorrelationRule rule, List<String> group, GroupState state, Duration lateness) {
    this.rule = rule;
    this.correlation = rule.correlation();
    this.group = group;
    this.span = correlation.timespan();
    this.lateness = lateness;
    this.deciding = deciding(correlation);
    this.entries = new ArrayList<>(state.entries());
    this.fired = new ArrayList<>(state.fired());
    this.opened = state.opened();
  }

  /**
   * How many entries of one timespan decide, the newest: one more than the bound where only a lower
   * bound on a count matters.
   */
  private static int deciding(SigmaCorrelation correlation) {
    boolean newestDecide =
        correlation.type() == SigmaCorrelation.Type.EVENT_COUNT
            && correlation.bounds().stream().allMatch(bound -> bound.relation().isLower());
    long most =
        correlation.bounds().stream().mapToLong(SigmaCorrelation.Bound::value).max().orElse(0);
    return newestDecide ? Math.clamp(most + 1, 1, MAX_ENTRIES) : MAX_ENTRIES;
  }

  Placed put(Entry entry) {
    if (!entries.isEmpty()
        && entry.at().isBefore(entries.getLast().at().minus(span).minus(lateness))) {
      return Placed.LATE;
    }
    if (entries.contains(entry)) {
      return Placed.KNOWN;
    }
    int at = entries.size();
    while (at > 0 && entries.get(at - 1).at().isAfter(entry.at())) {
      at--;
    }
    entries.add(at, entry);
    if (correlation.isJudgedAtClose() && (opened == null || entry.at().isBefore(opened))) {
      opened = entry.at();
    }
    forgetOld(entry);
    return Placed.PUT;
  }

  private void forgetOld(Entry added) {
    Instant oldest = entries.getLast().at().minus(span).minus(lateness);
    fired.removeIf(end -> end.isBefore(oldest));
    if (!correlation.isJudgedAtClose()) {
      entries.removeIf(entry -> entry.at().isBefore(oldest));
    }
    switch (correlation.type()) {
      case EVENT_COUNT -> thin();
      case VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED -> thinRepeats(added);
      case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE -> {}
    }
    while (entries.size() > MAX_ENTRIES) {
      entries.removeFirst();
      trimmed++;
    }
  }

  /**
   * Forgets an entry when so many later ones lie within its timespan that every window which needs
   * it is one incident with a window that does not.
   */
  private void thin() {
    for (int i = 0; i + deciding < entries.size(); ) {
      if (entries.get(i + deciding).at().isBefore(entries.get(i).at().plus(span))) {
        entries.remove(i);
      } else {
        i++;
      }
    }
  }

  /**
   * Where only what is different counts, forgets what lies between two of the same kind that are
   * less than a timespan apart: every window with it holds one of them.
   */
  private void thinRepeats(Entry added) {
    List<Entry> same =
        entries.stream()
            .filter(entry -> entry.rule().equals(added.rule()))
            .filter(entry -> Objects.equals(entry.value(), added.value()))
            .collect(Collectors.toCollection(ArrayList::new));
    for (int i = 1; i + 1 < same.size(); ) {
      if (same.get(i + 1).at().isBefore(same.get(i - 1).at().plus(span))) {
        entries.remove(same.remove(i));
      } else {
        i++;
      }
    }
  }

  /** Judges the windows that an entry put at this time lies in, the earliest first. */
  Optional<Firing> judge(Instant put) {
    if (correlation.isJudgedAtClose()) {
      return Optional.empty();
    }
    Instant last = put.plus(span);
    for (Entry each : List.copyOf(entries)) {
      boolean holdsIt = !each.at().isBefore(put) && each.at().isBefore(last);
      if (holdsIt && !isSuppressed(each.at())) {
        Optional<Firing> firing = fire(between(each.at().minus(span), each.at()), each.at());
        if (firing.isPresent()) {
          return firing;
        }
      }
    }
    return Optional.empty();
  }

  private boolean isSuppressed(Instant end) {
    return fired.stream()
        .anyMatch(at -> end.isBefore(at.plus(span)) && end.isAfter(at.minus(span)));
  }

  /** Those behind the first time, up to and with the second. */
  private List<Entry> between(Instant behind, Instant to) {
    return entries.stream()
        .filter(entry -> entry.at().isAfter(behind) && !entry.at().isAfter(to))
        .toList();
  }

  private Optional<Firing> fire(List<Entry> window, Instant end) {
    double value = Reckoning.of(correlation, rule.members(), window);
    if (window.isEmpty() || !correlation.accepts(value)) {
      return Optional.empty();
    }
    fired.add(end);
    return Optional.of(
        new Firing(
            correlation, rule.named(group), window.getFirst().at(), end, value, events(window)));
  }

  /** The first and the last of them. */
  private static List<String> events(List<Entry> window) {
    List<String> all = window.stream().map(Entry::eventId).distinct().toList();
    if (all.size() <= MAX_EVENT_IDS) {
      return all;
    }
    var some = new ArrayList<>(all.subList(0, MAX_EVENT_IDS / 2));
    some.addAll(all.subList(all.size() - MAX_EVENT_IDS / 2, all.size()));
    return List.copyOf(some);
  }

  /** Judges the windows that are over, and opens the next with what lies behind. */
  List<Firing> close(Instant watermark) {
    var firings = new ArrayList<Firing>();
    while (opened != null && !opened.plus(span).plus(lateness).isAfter(watermark)) {
      Instant end = opened.plus(span);
      List<Entry> window = entries.stream().filter(entry -> entry.at().isBefore(end)).toList();
      fire(window, end).ifPresent(firings::add);
      entries.removeIf(entry -> entry.at().isBefore(end));
      opened = entries.isEmpty() ? null : entries.getFirst().at();
    }
    return firings;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  int trimmed() {
    return trimmed;
  }

  GroupState state() {
    return new GroupState(List.copyOf(entries), List.copyOf(fired), opened);
  }

  /** When its window closes, else when nothing it holds can matter any more. */
  Instant wakeAt() {
    if (opened != null) {
      return opened.plus(span).plus(lateness);
    }
    Instant last = entries.getLast().at();
    for (Instant end : fired) {
      last = end.isAfter(last) ? end : last;
    }
    return last.plus(span).plus(lateness);
  }
}

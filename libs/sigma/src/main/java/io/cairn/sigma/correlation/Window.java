package io.cairn.sigma.correlation;

import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.correlation.GroupState.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final int capacity;
  private final List<Entry> entries;
  private @Nullable Instant firedAt;
  private @Nullable Instant opened;
  private int trimmed;

  Window(CorrelationRule rule, List<String> group, GroupState state, Duration lateness) {
    this.rule = rule;
    this.correlation = rule.correlation();
    this.group = group;
    this.span = correlation.timespan();
    this.lateness = lateness;
    this.capacity = capacity(correlation);
    this.entries = new ArrayList<>(state.entries());
    this.firedAt = state.firedAt();
    this.opened = state.opened();
  }

  /** Where only a lower bound on a count matters, the newest few decide. */
  private static int capacity(SigmaCorrelation correlation) {
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
    forgetOld();
    return Placed.PUT;
  }

  private void forgetOld() {
    Instant oldest = entries.getLast().at().minus(span).minus(lateness);
    if (!correlation.isJudgedAtClose()) {
      entries.removeIf(entry -> entry.at().isBefore(oldest));
    }
    while (entries.size() > capacity) {
      entries.removeFirst();
      trimmed += capacity == MAX_ENTRIES ? 1 : 0;
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
    return firedAt != null && end.isBefore(firedAt.plus(span)) && end.isAfter(firedAt.minus(span));
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
    firedAt = end;
    List<String> events =
        window.stream().map(Entry::eventId).distinct().limit(MAX_EVENT_IDS).toList();
    return Optional.of(
        new Firing(correlation, rule.named(group), window.getFirst().at(), end, value, events));
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
    return new GroupState(List.copyOf(entries), firedAt, opened);
  }

  /** When its window closes, else when nothing it holds can matter any more. */
  Instant wakeAt() {
    if (opened != null) {
      return opened.plus(span).plus(lateness);
    }
    Instant newest = entries.getLast().at();
    Instant last = firedAt == null || firedAt.isBefore(newest) ? newest : firedAt;
    return last.plus(span).plus(lateness);
  }
}

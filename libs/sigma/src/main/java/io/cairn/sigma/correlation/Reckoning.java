package io.cairn.sigma.correlation;

import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.correlation.GroupState.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a window comes to. */
final class Reckoning {
  private Reckoning() {}

  /** The value a correlation compares; {@code rules} are its rules' keys in order. */
  static double of(SigmaCorrelation correlation, List<String> rules, List<Entry> window) {
    return switch (correlation.type()) {
      case EVENT_COUNT -> window.size();
      case VALUE_COUNT -> distinct(window.stream().map(Entry::value).toList());
      case TEMPORAL -> distinct(window.stream().map(Entry::rule).toList());
      case TEMPORAL_ORDERED -> inOrder(rules, window);
      case VALUE_SUM -> numbers(window).stream().mapToDouble(Double::doubleValue).sum();
      case VALUE_AVG ->
          numbers(window).stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
      case VALUE_PERCENTILE -> percentile(numbers(window), correlation.percentile());
    };
  }

  private static double distinct(List<?> values) {
    return new HashSet<>(values).size();
  }

  /**
   * How many of the rules, from the first on, can be found one behind the other, each in another
   * event; of equal times the order of arrival counts.
   */
  private static double inOrder(List<String> rules, List<Entry> window) {
    int found = 0;
    Set<String> used = new HashSet<>();
    for (Entry entry : window) {
      if (found < rules.size()
          && entry.rule().equals(rules.get(found))
          && used.add(entry.eventId())) {
        found++;
      }
    }
    return found;
  }

  private static List<Double> numbers(List<Entry> window) {
    return window.stream()
        .map(Entry::value)
        .map(value -> value == null ? Double.NaN : Double.parseDouble(value))
        .sorted()
        .toList();
  }

  /** By linear interpolation between the two closest ranks. */
  private static double percentile(List<Double> sorted, double percentile) {
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    double rank = percentile / 100 * (sorted.size() - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (rank - below) * (sorted.get(above) - sorted.get(below));
  }
}

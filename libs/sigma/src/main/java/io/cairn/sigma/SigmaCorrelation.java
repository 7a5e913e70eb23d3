package io.cairn.sigma;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule over what other rules match, within a window of event time. Immutable.
 *
 * @param header what it says about itself
 * @param type what is counted
 * @param rules the rules whose matches count, detection or correlation rules; in order for {@link
 *     Type#TEMPORAL_ORDERED}
 * @param groupBy fields or aliases whose values tell groups apart; empty for one group
 * @param aliases for an alias, each rule's own field
 * @param timespan of a window, above zero
 * @param bounds all of which the value must meet; at least one
 * @param fields of the values that are counted or reckoned with
 * @param percentile 0 to 100, for {@link Type#VALUE_PERCENTILE}
 * @param generate whether the rules it names raise alerts of their own
 * @param customAttributes top-level keys that Sigma does not know, as plain Java (map, list,
 *     String, Long, BigDecimal, Boolean, null)
 * @param source the document's text
 * @param origin the file it came from, with the line it starts at
 */
public record SigmaCorrelation(
    RuleHeader header,
    Type type,
    List<SigmaReference> rules,
    List<String> groupBy,
    Map<String, Map<String, String>> aliases,
    Duration timespan,
    List<Bound> bounds,
    List<String> fields,
    double percentile,
    boolean generate,
    Map<String, @Nullable Object> customAttributes,
    String source,
    String origin) {

  /** What a correlation counts. */
  public enum Type {
    EVENT_COUNT,
    VALUE_COUNT,
    TEMPORAL,
    TEMPORAL_ORDERED,
    VALUE_SUM,
    VALUE_AVG,
    VALUE_PERCENTILE
  }

  /** Relations between what was counted and a bound. */
  public enum Relation {
    GT,
    GTE,
    LT,
    LTE,
    EQ,
    NEQ;

    boolean accepts(double value, double bound) {
      return switch (this) {
        case GT -> value > bound;
        case GTE -> value >= bound;
        case LT -> value < bound;
        case LTE -> value <= bound;
        case EQ -> value == bound;
        case NEQ -> value != bound;
      };
    }

    /** Whether it only comes to hold as more is counted. */
    public boolean isLower() {
      return this == GT || this == GTE;
    }
  }

  /**
   * One half of a condition.
   *
   * @param relation how the value stands to the bound
   * @param value the bound
   */
  public record Bound(Relation relation, long value) {}

  /** The same correlation under an id, which it keeps where it has one. */
  public SigmaCorrelation identified(String id) {
    return new SigmaCorrelation(
        header.identified(id),
        type,
        rules,
        groupBy,
        aliases,
        timespan,
        bounds,
        fields,
        percentile,
        generate,
        customAttributes,
        source,
        origin);
  }

  /** What names it among others: its id, else its name, else its title. */
  public String key() {
    return header.id() != null
        ? header.id()
        : header.name() != null ? header.name() : header.title();
  }

  /** How bad a firing is; medium where it does not say. */
  public RuleLevel level() {
    return header.level() != null ? header.level() : RuleLevel.MEDIUM;
  }

  /** Whether a value meets all bounds. */
  public boolean accepts(double value) {
    return bounds.stream()
        .allMatch(bound -> bound.relation().accepts(value, (double) bound.value()));
  }

  /**
   * Whether it can only be judged when a window is over: without a lower bound its condition may
   * hold at the first event.
   */
  public boolean isJudgedAtClose() {
    return bounds.stream().noneMatch(bound -> bound.relation().isLower());
  }
}

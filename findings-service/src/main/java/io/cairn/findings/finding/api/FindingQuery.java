package io.cairn.findings.finding.api;

import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.RecordState;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.finding.WorkflowStatus;
import io.cairn.findings.finding.store.Words;
import io.cairn.web.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a list of findings is asked for, checked. Lists hold alternatives and are empty where
 * anything goes; ranges include their start and exclude their end; text is a tsquery.
 */
record FindingQuery(
    List<FindingType> types,
    List<Severity> severities,
    @Nullable Severity minSeverity,
    List<String> accountIds,
    List<String> regions,
    List<String> resourceTypes,
    List<String> resourceIds,
    List<String> sources,
    List<String> actors,
    List<WorkflowStatus> workflowStatuses,
    List<RecordState> recordStates,
    Range firstSeen,
    Range lastSeen,
    Range updated,
    @Nullable String text,
    Sort sort) {

  private static final int MAX_ALTERNATIVES = 100;
  private static final int MAX_LENGTH = 2_048;

  /** An instant or later, and before another; either may be open. */
  record Range(@Nullable Instant from, @Nullable Instant to) {}

  /** Order of the list; ids settle ties. */
  enum Sort {
    /** Latest event time first. */
    LAST_SEEN,
    /** Worst first, then latest event time. */
    SEVERITY;

    static Sort of(@Nullable String text) {
      return switch (text == null ? "lastSeen" : text) {
        case "lastSeen" -> LAST_SEEN;
        case "severity" -> SEVERITY;
        default ->
            throw refused("sort", "'" + text + "' is no order; those are lastSeen and severity");
      };
    }
  }

  static FindingQuery of(FindingParameters p) {
    return new FindingQuery(
        each("type", p.type, FindingType::of),
        each("severity", p.severity, Severity::of),
        p.minSeverity == null ? null : one("minSeverity", p.minSeverity, Severity::of),
        each("accountId", p.accountId, Function.identity()),
        each("region", p.region, Function.identity()),
        each("resourceType", p.resourceType, Function.identity()),
        each("resourceId", p.resourceId, Function.identity()),
        each("source", p.source, Function.identity()),
        each("actor", p.actor, Function.identity()),
        each("workflowStatus", p.workflowStatus, WorkflowStatus::of),
        each("recordState", p.recordState, RecordState::of),
        range("firstSeen", p.firstSeenFrom, p.firstSeenTo),
        range("lastSeen", p.lastSeenFrom, p.lastSeenTo),
        range("updated", p.updatedFrom, p.updatedTo),
        p.text == null ? null : one("text", p.text, FindingQuery::words),
        Sort.of(p.sort));
  }

  private static <T> List<T> each(
      String name, @Nullable List<String> texts, Function<String, T> parse) {
    if (texts == null) {
      return List.of();
    }
    if (texts.size() > MAX_ALTERNATIVES) {
      throw refused(name, "more than " + MAX_ALTERNATIVES + " values are given");
    }
    List<T> values = new ArrayList<>(texts.size());
    for (String text : texts) {
      values.add(one(name, text, parse));
    }
    return List.copyOf(values);
  }

  private static <T> T one(String name, String text, Function<String, T> parse) {
    if (text.length() > MAX_LENGTH) {
      throw refused(name, "the value is longer than " + MAX_LENGTH + " characters");
    }
    if (text.indexOf('\0') >= 0) {
      throw refused(name, "the value holds the character NUL");
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw refused(name, String.valueOf(e.getMessage()));
    }
  }

  private static String words(String text) {
    return Words.query(text)
        .orElseThrow(() -> new IllegalArgumentException("it holds no letter and no digit"));
  }

  private static Range range(String name, @Nullable String from, @Nullable String to) {
    return new Range(instant(name + "From", from), instant(name + "To", to));
  }

  private static @Nullable Instant instant(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw refused(name, "'" + text + "' is no instant such as 2026-03-04T05:06:07Z");
    }
  }

  private static ProblemException refused(String name, String why) {
    return new ProblemException(FindingProblem.FINDING_FILTER, "Parameter " + name + ": " + why);
  }
}

package io.cairn.trail.lookup;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.JsonPath;
import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.Window;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A look-up as the store understands it: all conditions hold.
 *
 * @param predicate conditions on attributes and paths
 * @param window conditions on the time, both ends included
 * @param canonical the same for equal queries; page tokens are bound to it
 */
public record LookupQuery(Predicate predicate, Window window, String canonical) {
  private static final int MAX_VALUE_CHARS = 4_096;
  private static final Set<String> FILTERS = Set.of("startTime", "endTime", "path");

  /**
   * Reads the query's parameters; throws a 400 problem that names each one that is wrong.
   *
   * @param own parameters that are no filters: the operation reads them itself
   */
  public static LookupQuery of(
      MultivaluedMap<String, String> parameters, Set<String> own, int maxPaths) {
    List<ProblemError> errors = new ArrayList<>();
    List<Predicate> conditions = new ArrayList<>();
    Instant from = null;
    Instant to = null;
    var canonical = new StringBuilder();
    for (var entry : new TreeMap<>(parameters).entrySet()) {
      String name = entry.getKey();
      List<String> values = entry.getValue();
      Attribute attribute = Attribute.ofName(name);
      if (attribute == null && !FILTERS.contains(name) && !own.contains(name)) {
        errors.add(new ProblemError(name, "is no parameter of this operation"));
        continue;
      }
      if (values.size() != 1 && !name.equals("path")) {
        errors.add(new ProblemError(name, "is given " + values.size() + " times; once is right"));
        continue;
      }
      if (values.stream().anyMatch(v -> v.length() > MAX_VALUE_CHARS)) {
        errors.add(new ProblemError(name, "is longer than " + MAX_VALUE_CHARS + " characters"));
        continue;
      }
      switch (name) {
        case "startTime" -> from = time(name, values.getFirst(), errors);
        case "endTime" -> to = time(name, values.getFirst(), errors);
        case "path" -> paths(values, maxPaths, conditions, errors);
        default -> {
          if (attribute != null) {
            conditions.add(equal(attribute, values.getFirst(), errors));
          }
        }
      }
      if (!own.contains(name)) {
        canonical.append(name).append('=').append(values).append('\n');
      }
    }
    if (from != null && to != null && to.isBefore(from)) {
      errors.add(new ProblemError("endTime", "lies before startTime"));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          LookupProblem.PARAMETER,
          errors.getFirst().field() + " " + errors.getFirst().detail() + ".",
          errors);
    }
    return new LookupQuery(
        new Predicate.And(conditions), new Window(from, to), canonical.toString());
  }

  private static Predicate equal(Attribute attribute, String value, List<ProblemError> errors) {
    if (attribute == Attribute.READ_ONLY && !value.equals("true") && !value.equals("false")) {
      errors.add(new ProblemError("readOnly", "is true or false, not " + value));
    }
    return new Predicate.Equal(attribute, value);
  }

  private static @Nullable Instant time(String name, String value, List<ProblemError> errors) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException _) {
      errors.add(
          new ProblemError(
              name, "is a time with its offset, as 2026-01-02T03:04:05Z, not " + value));
      return null;
    }
  }

  private static void paths(
      List<String> texts, int maxPaths, List<Predicate> conditions, List<ProblemError> errors) {
    if (texts.size() > maxPaths) {
      errors.add(new ProblemError("path", "is given more than " + maxPaths + " times"));
      return;
    }
    for (String text : texts) {
      try {
        conditions.add(path(text));
      } catch (IllegalArgumentException e) {
        errors.add(
            new ProblemError("path", "\"" + text + "\" is not understood: " + e.getMessage()));
      }
    }
  }

  private static Predicate path(String text) {
    JsonPath.Parsed parsed = JsonPath.parsePrefix(text);
    if (parsed.rest().isEmpty()) {
      throw new IllegalArgumentException("expected =value (equal) or ~text (contains) at the end");
    }
    Predicate.Operator operator =
        parsed.rest().charAt(0) == '=' ? Predicate.Operator.EQUAL : Predicate.Operator.CONTAINS;
    return new Predicate.AtPath(parsed.path(), operator, parsed.rest().substring(1));
  }
}

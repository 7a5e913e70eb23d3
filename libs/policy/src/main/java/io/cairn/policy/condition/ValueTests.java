package io.cairn.policy.condition;

import io.cairn.policy.document.Comparison;
import io.cairn.policy.document.Statement;
import io.cairn.policy.match.ArnPattern;
import io.cairn.policy.match.Template;
import io.cairn.policy.match.TemplateGlob;
import io.cairn.policy.match.Variables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles the values of a condition clause to a {@link ValueTest}. */
final class ValueTests {
  private static final ValueTest NEVER = new Never();

  private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d++\\.?\\d*+|\\.\\d++)");

  private ValueTests() {}

  /** Stands for a negated operator with a policy value that is not of its type. */
  private static final class Never implements ValueTest {
    @Override
    public Result test(String requestValue, Variables values) {
      return Result.UNREADABLE;
    }

    @Override
    public boolean neverHolds() {
      return true;
    }
  }

  static ValueTest compile(Statement.ConditionClause clause, boolean variables) {
    Comparison comparison = clause.operator().comparison();
    List<String> values = clause.values();
    return switch (comparison) {
      case STRING_EQUALS, STRING_NOT_EQUALS, BINARY_EQUALS ->
          equal(values, variables && comparison != Comparison.BINARY_EQUALS, Function.identity());
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
          equal(values, variables, ValueTests::foldCase);
      case STRING_LIKE, STRING_NOT_LIKE -> like(values, variables);
      case BOOL -> bool(values, variables);
      case NUMERIC_EQUALS, DATE_EQUALS -> ordered(comparison, values, sign -> sign == 0);
      case NUMERIC_NOT_EQUALS, DATE_NOT_EQUALS -> ordered(comparison, values, sign -> sign == 0);
      case NUMERIC_LESS_THAN, DATE_LESS_THAN -> ordered(comparison, values, sign -> sign < 0);
      case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS ->
          ordered(comparison, values, sign -> sign <= 0);
      case NUMERIC_GREATER_THAN, DATE_GREATER_THAN -> ordered(comparison, values, sign -> sign > 0);
      case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS ->
          ordered(comparison, values, sign -> sign >= 0);
      case IP_ADDRESS, NOT_IP_ADDRESS -> address(comparison, values);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> arn(comparison, values, variables);
      case NULL ->
          throw new IllegalArgumentException("Null asks for the key, it compares no values");
    };
  }

  private static ValueTest equal(
      List<String> values, boolean variables, Function<String, String> form) {
    Set<String> fixed = new HashSet<>();
    List<Template> varying = new ArrayList<>();
    for (String value : values) {
      Template template = Template.of(value, false, variables);
      String constant = template.constant();
      if (constant == null) {
        varying.add(template);
      } else {
        fixed.add(form.apply(constant));
      }
    }
    return (value, request) -> {
      String text = form.apply(value);
      if (fixed.contains(text)) {
        return ValueTest.Result.MET;
      }
      for (Template template : varying) {
        String expanded = template.expand(request);
        if (expanded != null && form.apply(expanded).equals(text)) {
          return ValueTest.Result.MET;
        }
      }
      return ValueTest.Result.NOT_MET;
    };
  }

  /** Simple case folding, one character at a time, as {@link String#equalsIgnoreCase} compares. */
  private static String foldCase(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = Character.toLowerCase(Character.toUpperCase(chars[i]));
    }
    return new String(chars);
  }

  private static ValueTest like(List<String> values, boolean variables) {
    List<TemplateGlob> globs = values.stream().map(v -> new TemplateGlob(v, variables)).toList();
    return (value, request) -> {
      for (TemplateGlob glob : globs) {
        if (glob.matches(value, request)) {
          return ValueTest.Result.MET;
        }
      }
      return ValueTest.Result.NOT_MET;
    };
  }

  private static ValueTest bool(List<String> values, boolean variables) {
    ValueTest equal = equal(values, variables, v -> v.toLowerCase(Locale.ROOT));
    return (value, request) ->
        value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")
            ? equal.test(value, request)
            : ValueTest.Result.UNREADABLE;
  }

  private static ValueTest ordered(Comparison comparison, List<String> values, IntPredicate holds) {
    return comparison.awsName().startsWith("Date")
        ? ordered(comparison, values, ValueTests::date, holds)
        : ordered(comparison, values, ValueTests::decimal, holds);
  }

  private static <T extends Comparable<T>> ValueTest ordered(
      Comparison comparison,
      List<String> values,
      Function<String, @Nullable T> reader,
      IntPredicate holds) {
    List<T> operands = new ArrayList<>();
    for (String value : values) {
      T operand = reader.apply(value);
      if (operand != null) {
        operands.add(operand);
      } else if (comparison.negated()) {
        return NEVER;
      }
    }
    return (value, _) -> {
      T read = reader.apply(value);
      if (read == null) {
        return ValueTest.Result.UNREADABLE;
      }
      return ValueTest.met(operands.stream().anyMatch(o -> holds.test(read.compareTo(o))));
    };
  }

  private static @Nullable BigDecimal decimal(String text) {
    return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
  }

  private static @Nullable Long date(String text) {
    OptionalLong millis = PolicyDate.parse(text);
    return millis.isPresent() ? Long.valueOf(millis.getAsLong()) : null;
  }

  private static ValueTest address(Comparison comparison, List<String> values) {
    List<IpRange> ranges = new ArrayList<>();
    for (String value : values) {
      IpRange range = IpRange.parse(value);
      if (range != null) {
        ranges.add(range);
      } else if (comparison.negated()) {
        return NEVER;
      }
    }
    return (value, _) -> {
      IpRange address = IpRange.address(value);
      return address == null
          ? ValueTest.Result.UNREADABLE
          : ValueTest.met(ranges.stream().anyMatch(r -> r.contains(address)));
    };
  }

  private static ValueTest arn(Comparison comparison, List<String> values, boolean variables) {
    List<ArnPattern> patterns = new ArrayList<>();
    for (String value : values) {
      ArnPattern pattern = ArnPattern.ofCondition(value, variables);
      if (pattern != null) {
        patterns.add(pattern);
      } else if (comparison.negated()) {
        return NEVER;
      }
    }
    return (value, request) -> {
      String[] segments = ArnPattern.split(value);
      return segments == null
          ? ValueTest.Result.UNREADABLE
          : ValueTest.met(patterns.stream().anyMatch(p -> p.matches(segments, request)));
    };
  }
}

package io.cairn.policy.condition;

import io.cairn.policy.document.Comparison;
import io.cairn.policy.document.Statement;
import io.cairn.policy.match.ArnPattern;
import io.cairn.policy.match.Template;
import io.cairn.policy.match.TemplateGlob;
import io.cairn.policy.match.Variables;
import io.cairn.policy.value.IpRange;
import io.cairn.policy.value.Operand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Compiles the values of a condition clause to a {@link ValueTest}. */
final class ValueTests {
  private static final ValueTest NEVER = new Never();

  private ValueTests() {}

  /** Stands for a negated operator with a policy value that is not of its type. */
  private static final class Never implements ValueTest {
    @Override
    public Result test(Operand requested, Variables values) {
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
          equal(
              values,
              variables && comparison != Comparison.BINARY_EQUALS,
              Operand::text,
              Function.identity());
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
          equal(values, variables, operand -> foldCase(operand.text()), ValueTests::foldCase);
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
      List<String> values,
      boolean variables,
      Function<Operand, String> requested,
      Function<String, String> form) {
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
    String only = fixed.size() == 1 ? fixed.iterator().next() : null;
    return (operand, request) -> {
      String text = requested.apply(operand);
      if (only != null ? only.equals(text) : fixed.contains(text)) {
        return ValueTest.Result.MET;
      }
      return ValueTest.met(!varying.isEmpty() && expands(varying, form, text, request));
    };
  }

  private static boolean expands(
      List<Template> templates, Function<String, String> form, String text, Variables request) {
    for (Template template : templates) {
      String expanded = template.expand(request);
      if (expanded != null && form.apply(expanded).equals(text)) {
        return true;
      }
    }
    return false;
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
    TemplateGlob[] globs =
        values.stream().map(v -> new TemplateGlob(v, variables)).toArray(TemplateGlob[]::new);
    return (operand, request) -> {
      for (TemplateGlob glob : globs) {
        if (glob.matches(operand.text(), request)) {
          return ValueTest.Result.MET;
        }
      }
      return ValueTest.Result.NOT_MET;
    };
  }

  private static ValueTest bool(List<String> values, boolean variables) {
    ValueTest equal =
        equal(values, variables, Operand::lowerCase, value -> value.toLowerCase(Locale.ROOT));
    return (operand, request) ->
        operand.lowerCase().equals("true") || operand.lowerCase().equals("false")
            ? equal.test(operand, request)
            : ValueTest.Result.UNREADABLE;
  }

  private static ValueTest ordered(Comparison comparison, List<String> values, IntPredicate holds) {
    return comparison.awsName().startsWith("Date")
        ? ordered(comparison, values, Operand::date, holds)
        : ordered(comparison, values, Operand::number, holds);
  }

  private static <T extends Comparable<T>> ValueTest ordered(
      Comparison comparison,
      List<String> values,
      Function<Operand, @Nullable T> reader,
      IntPredicate holds) {
    List<T> wanted = new ArrayList<>();
    for (String value : values) {
      T read = reader.apply(new Operand(value));
      if (read != null) {
        wanted.add(read);
      } else if (comparison.negated()) {
        return NEVER;
      }
    }
    return (operand, _) -> {
      T read = reader.apply(operand);
      if (read == null) {
        return ValueTest.Result.UNREADABLE;
      }
      for (int i = 0; i < wanted.size(); i++) {
        if (holds.test(read.compareTo(wanted.get(i)))) {
          return ValueTest.Result.MET;
        }
      }
      return ValueTest.Result.NOT_MET;
    };
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
    IpRange[] wanted = ranges.toArray(IpRange[]::new);
    return (operand, _) -> {
      IpRange address = operand.address();
      if (address == null) {
        return ValueTest.Result.UNREADABLE;
      }
      for (IpRange range : wanted) {
        if (range.contains(address)) {
          return ValueTest.Result.MET;
        }
      }
      return ValueTest.Result.NOT_MET;
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
    ArnPattern[] wanted = patterns.toArray(ArnPattern[]::new);
    return (operand, request) -> {
      String[] segments = operand.arn();
      if (segments == null) {
        return ValueTest.Result.UNREADABLE;
      }
      for (ArnPattern pattern : wanted) {
        if (pattern.matches(segments, request)) {
          return ValueTest.Result.MET;
        }
      }
      return ValueTest.Result.NOT_MET;
    };
  }
}

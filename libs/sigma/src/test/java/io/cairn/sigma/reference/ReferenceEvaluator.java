package io.cairn.sigma.reference;

import io.cairn.regex.CaseFolding;
import io.cairn.regex.RegexFlag;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.Operator;
import io.cairn.sigma.expression.Predicate;
import io.cairn.sigma.expression.SigmaText;
import io.cairn.sigma.reference.JsonModel.Arr;
import io.cairn.sigma.reference.JsonModel.Bool;
import io.cairn.sigma.reference.JsonModel.Nil;
import io.cairn.sigma.reference.JsonModel.Num;
import io.cairn.sigma.reference.JsonModel.Obj;
import io.cairn.sigma.reference.JsonModel.Str;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What a rule means, written to be obviously right: a tree, strings, and a walk for every test.
 * Slow on purpose.
 */
@NullMarked
public final class ReferenceEvaluator {
  private static final Pattern NUMERIC =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,9})?");

  private final JsonModel event;

  private ReferenceEvaluator(JsonModel event) {
    this.event = event;
  }

  public static boolean matches(SigmaRule rule, String json) {
    return new ReferenceEvaluator(JsonModel.parse(json)).holds(rule.detection());
  }

  private boolean holds(Expression expression) {
    return switch (expression) {
      case Expression.Test(var predicate) -> holds(predicate);
      case Expression.Not(var operand) -> !holds(operand);
      case Expression.And(var operands) -> operands.stream().allMatch(this::holds);
      case Expression.Or(var operands) -> operands.stream().anyMatch(this::holds);
    };
  }

  private boolean holds(Predicate predicate) {
    FieldPath field = predicate.field();
    if (field == null) {
      var all = new ArrayList<JsonModel>();
      collectScalars(event, all);
      return all.stream().anyMatch(value -> accepts(predicate.operator(), value));
    }
    List<JsonModel> values = values(field);
    return switch (predicate.operator()) {
      case Operator.Exists _ -> reaches(event, List.of(field.name().split("\\.", -1)));
      case Operator.NullValue _ -> values.isEmpty() || values.contains(new Nil());
      case Operator.FieldReference reference -> refers(values, reference);
      default -> values.stream().anyMatch(value -> accepts(predicate.operator(), value));
    };
  }

  private static void collectScalars(JsonModel value, List<JsonModel> into) {
    switch (value) {
      case Obj(var members) -> members.values().forEach(member -> collectScalars(member, into));
      case Arr(var items) -> items.forEach(item -> collectScalars(item, into));
      case Nil _ -> {}
      default -> into.add(value);
    }
  }

  private List<JsonModel> values(FieldPath field) {
    var values = new ArrayList<JsonModel>();
    walk(event, List.of(field.name().split("\\.", -1)), values);
    return values;
  }

  private static void walk(JsonModel value, List<String> keys, List<JsonModel> into) {
    if (value instanceof Arr(var items)) {
      items.forEach(item -> walk(item, keys, into));
    } else if (keys.isEmpty()) {
      into.add(value);
    } else if (value instanceof Obj(var members)) {
      for (int length = keys.size(); length > 0; length--) {
        JsonModel member = members.get(String.join(".", keys.subList(0, length)));
        if (member != null) {
          walk(member, keys.subList(length, keys.size()), into);
          return;
        }
      }
    }
  }

  private static boolean reaches(JsonModel value, List<String> keys) {
    if (keys.isEmpty()) {
      return true;
    }
    if (value instanceof Arr(var items)) {
      return items.stream().anyMatch(item -> reaches(item, keys));
    }
    if (value instanceof Obj(var members)) {
      for (int length = keys.size(); length > 0; length--) {
        JsonModel member = members.get(String.join(".", keys.subList(0, length)));
        if (member != null) {
          return reaches(member, keys.subList(length, keys.size()));
        }
      }
    }
    return false;
  }

  private static @Nullable String text(JsonModel value) {
    return switch (value) {
      case Str(var text) -> text;
      case Num(var text) -> text;
      case Bool(var bool) -> String.valueOf(bool);
      case Obj _ -> value.compact();
      case Nil _, Arr _ -> null;
    };
  }

  private static boolean accepts(Operator operator, JsonModel value) {
    String text = text(value);
    if (text == null) {
      return false;
    }
    return switch (operator) {
      case Operator.TextMatch(var pattern, var cased) ->
          glob(pattern, cased ? text : CaseFolding.fold(text));
      case Operator.RegexSearch(var pattern, var flags) ->
          Pattern.compile(
                  pattern,
                  javaFlags(
                      flags.contains(RegexFlag.IGNORE_CASE),
                      flags.contains(RegexFlag.MULTILINE),
                      flags.contains(RegexFlag.DOTALL)))
              .matcher(text)
              .find();
      case Operator.InNetwork(var network) ->
          value instanceof Str && ReferenceNetworks.contains(network, text);
      case Operator.NumberCompare compare -> number(compare, value, text);
      case Operator.TimeCompare compare ->
          value instanceof Str && ReferenceTimes.holds(compare, text);
      case Operator.NullValue _, Operator.Exists _, Operator.FieldReference _ ->
          throw new IllegalArgumentException("not a test of one value");
    };
  }

  private static int javaFlags(boolean ignoreCase, boolean multiline, boolean dotall) {
    return Pattern.UNIX_LINES
        | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
        | (multiline ? Pattern.MULTILINE : 0)
        | (dotall ? Pattern.DOTALL : 0);
  }

  private static boolean number(Operator.NumberCompare compare, JsonModel value, String text) {
    boolean numeric =
        (value instanceof Num || value instanceof Str)
            && text.length() <= 400
            && NUMERIC.matcher(text).matches();
    return numeric && compare.comparison().accepts(new BigDecimal(text).compareTo(compare.bound()));
  }

  /** Tries every length for every star. */
  private static boolean glob(SigmaText pattern, String text) {
    return glob(pattern.parts().toArray(), 0, text.codePoints().toArray(), 0);
  }

  private static boolean glob(int[] pattern, int p, int[] text, int t) {
    if (p == pattern.length) {
      return t == text.length;
    }
    if (pattern[p] == SigmaText.ANY) {
      for (int i = t; i <= text.length; i++) {
        if (glob(pattern, p + 1, text, i)) {
          return true;
        }
      }
      return false;
    }
    return t < text.length
        && (pattern[p] == SigmaText.ONE || pattern[p] == text[t])
        && glob(pattern, p + 1, text, t + 1);
  }

  private boolean refers(List<JsonModel> values, Operator.FieldReference reference) {
    for (JsonModel left : values) {
      for (JsonModel right : values(reference.other())) {
        String whole = text(left);
        String part = text(right);
        if (whole != null && part != null && relates(whole, part, reference)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean relates(String whole, String part, Operator.FieldReference reference) {
    String left = reference.cased() ? whole : CaseFolding.fold(whole);
    String right = reference.cased() ? part : CaseFolding.fold(part);
    return switch (reference.relation()) {
      case EQUAL -> left.equals(right);
      case CONTAINS -> left.contains(right);
      case STARTS_WITH -> left.startsWith(right);
      case ENDS_WITH -> left.endsWith(right);
    };
  }
}

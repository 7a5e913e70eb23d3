package io.cairn.sigma.parse;

import io.cairn.regex.Regex;
import io.cairn.regex.RegexFlag;
import io.cairn.regex.RegexSyntaxException;
import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.Expression.Not;
import io.cairn.sigma.expression.Expression.Test;
import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.Network;
import io.cairn.sigma.expression.Operator;
import io.cairn.sigma.expression.Operator.Comparison;
import io.cairn.sigma.expression.Operator.Relation;
import io.cairn.sigma.expression.Predicate;
import io.cairn.sigma.expression.SigmaText;
import io.cairn.sigma.parse.Modifier.Kind;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a test of one value of an item; what a modifier does not take is reported and gives
 * nothing.
 */
final class ValueReader {
  private final ItemKey item;
  private final Report report;

  ValueReader(ItemKey item, Report report) {
    this.item = item;
    this.report = report;
  }

  @Nullable Expression read(Scalar value) {
    return switch (item.comparison()) {
      case EXISTS -> exists(value);
      case REGEX -> regex(value);
      case CIDR -> network(value);
      case FIELDREF -> fieldReference(value);
      case TIME -> timePart(value);
      case COMPARE -> number(value, item.first(Kind.COMPARE).orElseThrow().comparison());
      default -> plain(value);
    };
  }

  private @Nullable Expression exists(Scalar value) {
    if (!(value.value() instanceof Boolean present)) {
      return wrongType(value, "exists takes true or false");
    }
    Expression test = test(new Operator.Exists());
    return present ? test : new Not(test);
  }

  private @Nullable Expression regex(Scalar value) {
    if (!(value.value() instanceof String pattern)) {
      return wrongType(value, "re takes a string: quote the pattern");
    }
    List<String> patterns =
        item.has(Modifier.EXPAND)
            ? Placeholders.resolve(pattern, value.at(), report)
            : List.of(pattern);
    var flags = EnumSet.noneOf(RegexFlag.class);
    for (Modifier modifier : item.modifiers()) {
      switch (modifier) {
        case I -> flags.add(RegexFlag.IGNORE_CASE);
        case M -> flags.add(RegexFlag.MULTILINE);
        case S -> flags.add(RegexFlag.DOTALL);
        default -> {}
      }
    }
    var tests = new ArrayList<Expression>();
    for (String each : patterns) {
      try {
        Regex.compile(each, flags);
        tests.add(test(new Operator.RegexSearch(each, flags)));
      } catch (RegexSyntaxException e) {
        report.add(
            DiagnosticCode.REGEX_INVALID, value.at(), "regular expression: " + e.getMessage());
        return null;
      }
    }
    return tests.isEmpty() ? null : Expression.or(tests);
  }

  private @Nullable Expression network(Scalar value) {
    if (!(value.value() instanceof String text)) {
      return wrongType(value, "cidr takes a string such as '10.0.0.0/8'");
    }
    try {
      return test(new Operator.InNetwork(Network.parse(text)));
    } catch (IllegalArgumentException e) {
      report.add(DiagnosticCode.CIDR_INVALID, value.at(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable Expression fieldReference(Scalar value) {
    if (!(value.value() instanceof String text)) {
      return wrongType(value, "fieldref takes the name of another field");
    }
    SigmaText name = SigmaText.parse(text);
    if (name.hasWildcards() || text.isEmpty()) {
      return wrongType(value, "fieldref takes the name of one field, without wildcards");
    }
    Relation relation =
        switch (item.first(Kind.PLACE).map(Enum::name).orElse("")) {
          case "CONTAINS" -> Relation.CONTAINS;
          case "STARTSWITH" -> Relation.STARTS_WITH;
          case "ENDSWITH" -> Relation.ENDS_WITH;
          default -> Relation.EQUAL;
        };
    var other = new FieldPath(name.text(0, name.size()));
    if (text.length() > ItemKey.MAX_FIELD_LENGTH || other.keys().size() > ItemKey.MAX_KEYS) {
      return wrongType(value, "a field name has at most 1,024 characters and 32 keys");
    }
    return test(new Operator.FieldReference(other, relation, item.has(Modifier.CASED)));
  }

  private @Nullable Expression timePart(Scalar value) {
    Modifier part = item.first(Kind.TIME).orElseThrow();
    if (!(value.value() instanceof BigDecimal bound)) {
      return wrongType(value, part.word() + " takes a number, without quotes");
    }
    var time = part.timePart();
    Optional<Modifier> compare = item.first(Kind.COMPARE);
    if (bound.compareTo(BigDecimal.valueOf(time.lowest())) < 0
        || bound.compareTo(BigDecimal.valueOf(time.highest())) > 0) {
      String message =
          "%s runs from %d to %d".formatted(part.word(), time.lowest(), time.highest());
      report.add(DiagnosticCode.TIME_PART_RANGE, value.at(), message);
    }
    Comparison comparison = compare.map(Modifier::comparison).orElse(Comparison.EQUAL);
    return test(new Operator.TimeCompare(time, comparison, bound));
  }

  private @Nullable Expression number(Scalar value, Comparison comparison) {
    return value.value() instanceof BigDecimal bound
        ? test(new Operator.NumberCompare(comparison, bound))
        : wrongType(value, "lt, lte, gt and gte take a number, without quotes");
  }

  private @Nullable Expression plain(Scalar value) {
    boolean keyword = item.field() == null;
    boolean wantsText = !item.chain().isEmpty();
    return switch (value.value()) {
      case null ->
          keyword || wantsText ? wrongType(value, noNull(keyword)) : test(new Operator.NullValue());
      case String text -> new TextReader(item, report).read(value, text);
      case BigDecimal number when !keyword && !wantsText ->
          test(new Operator.NumberCompare(Comparison.EQUAL, number));
      case Object other when wantsText ->
          wrongType(value, item.words() + " takes strings: quote " + value.text());
      // JSON true and the text "True" are the same to a boolean, as they are to the string "true".
      default -> new TextReader(item, report).read(value, value.text());
    };
  }

  private static String noNull(boolean keyword) {
    return keyword ? "null is no keyword" : "null takes no modifier but neq and all";
  }

  private Test test(Operator operator) {
    return new Test(new Predicate(item.field(), operator));
  }

  private @Nullable Expression wrongType(Scalar value, String message) {
    report.add(DiagnosticCode.MODIFIER_TYPE, value.at(), message);
    return null;
  }
}

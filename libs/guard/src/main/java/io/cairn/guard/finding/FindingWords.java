package io.cairn.guard.finding;

import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.BinaryTest;
import io.cairn.guard.syntax.Node.UnaryTest;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts what was found and what was wanted into words for the person who mends. */
final class FindingWords {

  private static final int MAX_VALUE = 80;
  private static final Pattern SECRET = Pattern.compile("(?i)password|secret|token|credential");

  private final Map<String, Value> parameters;

  FindingWords(Map<String, Value> parameters) {
    this.parameters = parameters;
  }

  String found(UnaryTest test, Hit hit) {
    if (!hit.found()) {
      return "missing";
    }
    return switch (test.operator()) {
      case EXISTS -> "there";
      case EMPTY -> brief(hit.value());
      default -> withKind(hit.value());
    };
  }

  String wanted(UnaryTest test) {
    var not = test.negated() ? "not " : "";
    return switch (test.operator()) {
      case EXISTS -> not + "be there";
      case EMPTY ->
          test.query().asksForResults()
              ? (test.negated() ? "be there" : "not be there")
              : not + "be empty";
      case IS_STRING -> not + "be text";
      case IS_LIST -> not + "be a list";
      case IS_STRUCT -> not + "be a map";
      case IS_BOOL -> not + "be true or false";
      case IS_INT -> not + "be a whole number";
      case IS_FLOAT -> not + "be a decimal number";
      case IS_NULL -> not + "be null";
    };
  }

  String found(Tally.Miss miss) {
    if (!miss.left().found()) {
      return "missing";
    }
    var right = miss.right();
    boolean incomparable =
        right != null
            && right.found()
            && right.value().isScalar()
            && miss.left().value().isScalar()
            && right.value().kind() != miss.left().value().kind()
            && !right.value().is(Kind.REGEX)
            && !right.value().is(Kind.RANGE);
    return incomparable ? withKind(miss.left().value()) : brief(miss.left().value());
  }

  private static String withKind(Value value) {
    return brief(value) + (value.is(Kind.NULL) ? "" : " (" + value.kind().words() + ")");
  }

  String wanted(BinaryTest test, Tally.@Nullable Miss miss) {
    var compared = miss == null ? null : miss.right();
    var right =
        compared == null && test.right() instanceof Node.Literal(var literal)
            ? new Hit(literal, null)
            : compared;
    var value = value(test, right);
    var not = test.negated() ? "not " : "";
    return switch (test.operator()) {
      case EQ ->
          right != null && right.found() && right.value().is(Kind.REGEX)
              ? not + "match " + value
              : not + "be " + value;
      case IN -> not + (isText(right) ? "be part of " : "be one of ") + value;
      case GE -> "be " + value + " or more";
      case GT -> "be more than " + value;
      case LE -> "be " + value + " or less";
      case LT -> "be less than " + value;
    };
  }

  private static boolean isText(@Nullable Hit right) {
    return right != null && right.found() && right.value().is(Kind.STRING);
  }

  private String value(BinaryTest test, @Nullable Hit right) {
    if (test.right() instanceof Node.Query query && query.variable() != null && query.lone()) {
      var parameter = parameters.get(query.variable());
      if (parameter != null) {
        return "%" + query.variable() + " (" + brief(parameter) + ")";
      }
    }
    if (right == null || !right.found()) {
      return test.right() instanceof Node.Query query ? query.text() : "there";
    }
    return brief(right.value());
  }

  /** A value in at most 80 characters; lists and maps by their scalars, secrets masked. */
  static String brief(Value value) {
    var text =
        switch (value.kind()) {
          case LIST -> list(value);
          case MAP -> map(value);
          default -> value.toString();
        };
    return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE - 1) + "…";
  }

  private static String list(Value list) {
    if (list.size() == 0) {
      return "an empty list";
    }
    var out = new StringBuilder();
    for (int i = 0; i < list.size() && out.length() < MAX_VALUE; i++) {
      var child = list.child(i);
      out.append(i == 0 ? "" : ", ").append(child.isScalar() ? child.toString() : child.text());
    }
    return out.toString();
  }

  private static String map(Value map) {
    var out = new StringBuilder();
    for (int i = 0; i < map.size() && out.length() < MAX_VALUE; i++) {
      var child = map.child(i);
      if (child.isScalar()) {
        out.append(out.isEmpty() ? "" : ", ").append(map.key(i)).append(' ');
        out.append(isSecret(map.key(i)) ? "***" : child.text());
      }
    }
    return out.isEmpty() ? map.text() : out.toString();
  }

  private static boolean isSecret(String key) {
    return SECRET.matcher(key.toLowerCase(Locale.ROOT)).find();
  }
}

package io.cairn.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** A deliberately tiny world, so that random policies and random requests keep meeting. */
@NullMarked
final class RandomPolicies {
  private static final List<String> ACTIONS =
      List.of("a:x", "a:xy", "a:aba", "b:x", "b:xyx", "B:X", "c:y");
  private static final List<String> ACTION_PATTERNS =
      List.of("*", "a:*", "a:x", "A:X*", "a:?", "b:x*x", "a:ab*ba", "c:*y*", "b:", "a:?b?");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "arn:aws:a:::x",
          "arn:aws:a:r:1:x/y",
          "arn:aws:a:r:1:x/ann",
          "arn:aws:b:::aba",
          "arn:aws:b:r::*",
          "arn:aws:b:::ann:x",
          "not-an-arn");
  private static final List<String> RESOURCE_PATTERNS =
      List.of(
          "*",
          "arn:aws:a:::x",
          "arn:aws:a:*:*:x*",
          "arn:aws:a",
          "arn:aws:?:::ab*ba",
          "arn:aws:b:*:*:?b?",
          "arn:aws:a:r:1:x/${k:one}",
          "arn:aws:*:*:*:*${k:two, 'ann'}*",
          "arn:aws:b:r::${*}",
          "arn:*:b:::*");
  private static final List<String> KEYS = List.of("k:one", "k:two", "K:Three", "k:many");
  private static final List<String> VALUES =
      List.of(
          "ann",
          "ANN",
          "a*",
          "?nn",
          "",
          "5",
          "5.0",
          "-3.25",
          "12",
          "true",
          "False",
          "2025-01-01T00:00:00Z",
          "2024-06-01T00:00:00Z",
          "1735689600",
          "10.0.0.1",
          "10.0.0.0/8",
          "192.168.1.1/32",
          "2001:db8::1",
          "2001:db8::/32",
          "arn:aws:a:::x",
          "arn:aws:a:*:*:x*",
          "arn:aws:a:r:1:x/y",
          "${k:one}",
          "${k:many}",
          "x${*}",
          "x*");
  private static final List<String> OPERATORS =
      List.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike",
          "NumericEquals",
          "NumericNotEquals",
          "NumericLessThan",
          "NumericGreaterThanEquals",
          "DateEquals",
          "DateNotEquals",
          "DateLessThanEquals",
          "DateGreaterThan",
          "Bool",
          "IpAddress",
          "NotIpAddress",
          "ArnLike",
          "ArnEquals",
          "ArnNotLike",
          "ArnNotEquals",
          "Null");

  private final Random random;

  RandomPolicies(Random random) {
    this.random = random;
  }

  List<Map<String, Object>> documents() {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      List<Object> statements = new ArrayList<>();
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        statements.add(statement(random.nextInt(4) == 0 ? "Deny" : "Allow"));
      }
      Map<String, Object> document = new LinkedHashMap<>();
      if (random.nextInt(8) != 0) {
        document.put("Version", random.nextInt(8) == 0 ? "2008-10-17" : "2012-10-17");
      }
      document.put("Statement", statements);
      documents.add(document);
    }
    return documents;
  }

  Map<String, Object> statement(String effect) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", effect);
    statement.put(random.nextInt(6) == 0 ? "NotAction" : "Action", some(ACTION_PATTERNS));
    statement.put(random.nextInt(6) == 0 ? "NotResource" : "Resource", some(RESOURCE_PATTERNS));
    if (random.nextBoolean()) {
      statement.put("Condition", condition());
    }
    return statement;
  }

  private Map<String, Object> condition() {
    Map<String, Object> condition = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      String base = one(OPERATORS);
      String qualifier =
          switch (random.nextInt(6)) {
            case 0 -> "ForAllValues:";
            case 1 -> "ForAnyValue:";
            default -> "";
          };
      String ifExists = !base.equals("Null") && random.nextInt(4) == 0 ? "IfExists" : "";
      Object values = base.equals("Null") ? one(List.of("true", "false")) : some(fitting(base));
      condition.put(qualifier + base + ifExists, Map.of(one(KEYS), values));
    }
    return condition;
  }

  /** Mostly values that the operator can read, now and then any. */
  private List<String> fitting(String operator) {
    if (random.nextInt(6) == 0) {
      return VALUES.stream().filter(v -> !v.contains("$")).toList();
    }
    if (operator.startsWith("String")) {
      return VALUES;
    }
    String shape =
        operator.startsWith("Numeric")
            ? "-?[0-9.]+"
            : operator.startsWith("Date")
                ? "[0-9]{5,}|[0-9]{4}-.*"
                : operator.equals("Bool")
                    ? "(?i)true|false"
                    : operator.contains("Ip") ? "[0-9]+\\..*|.*::.*" : "arn:.*";
    return VALUES.stream().filter(v -> v.matches(shape)).toList();
  }

  Interpreter.Asked asked() {
    Map<String, Object> context = new LinkedHashMap<>();
    for (String key : KEYS) {
      if (random.nextInt(3) != 0) {
        context.put(
            key.toLowerCase(Locale.ROOT), key.equals("k:many") ? requestList() : requestValue());
      }
    }
    return new Interpreter.Asked(one(ACTIONS), one(RESOURCES), context);
  }

  private List<String> requestList() {
    List<String> values = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      values.add(requestValue());
    }
    return values;
  }

  /** A request's address is never a range. */
  private String requestValue() {
    String value = one(VALUES);
    return value.contains("/") && !value.startsWith("arn:") ? "10.0.0.1" : value;
  }

  private Object some(List<String> from) {
    if (random.nextInt(3) != 0) {
      return one(from);
    }
    List<Object> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(one(from));
    }
    return values;
  }

  private <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  static String json(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          "{"
              + String.join(
                  ",",
                  map.entrySet().stream()
                      .map(e -> json(e.getKey()) + ":" + json(e.getValue()))
                      .toList())
              + "}";
      case List<?> list -> "[" + String.join(",", list.stream().map(i -> json(i)).toList()) + "]";
      default -> "\"" + value + "\"";
    };
  }
}

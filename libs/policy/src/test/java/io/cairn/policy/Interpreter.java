package io.cairn.policy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The rules again, over plain maps, as slowly and obviously as they can be said: regular
 * expressions for wildcards, the JDK's own numbers, instants and addresses. It shares no code with
 * the engine.
 */
@NullMarked
final class Interpreter {

  /** A request as plain values; a list is a multi-valued key. Keys are in lower case. */
  record Asked(String action, String resource, Map<String, Object> context) {}

  /** Whether a statement applies, its Principal aside. */
  static boolean applies(Map<?, ?> document, Map<?, ?> statement, Asked asked) {
    return matches(statement, "2012-10-17".equals(document.get("Version")), asked);
  }

  private Interpreter() {}

  static Decision decide(List<Map<String, Object>> documents, Asked asked) {
    boolean allowed = false;
    for (Map<String, Object> document : documents) {
      boolean variables = "2012-10-17".equals(document.get("Version"));
      for (Object statement : (List<?>) document.getOrDefault("Statement", List.of())) {
        Map<?, ?> s = (Map<?, ?>) statement;
        if (matches(s, variables, asked)) {
          if ("Deny".equals(s.get("Effect"))) {
            return Decision.EXPLICIT_DENY;
          }
          allowed = true;
        }
      }
    }
    return allowed ? Decision.ALLOWED : Decision.IMPLICIT_DENY;
  }

  private static boolean matches(Map<?, ?> s, boolean variables, Asked asked) {
    boolean action =
        s.containsKey("Action")
            ? any(s.get("Action"), p -> action(p, asked))
            : !any(s.get("NotAction"), p -> action(p, asked));
    boolean resource =
        s.containsKey("Resource")
            ? any(s.get("Resource"), p -> resource(p, variables, asked))
            : !any(s.get("NotResource"), p -> resource(p, variables, asked));
    return action && resource && conditions(s.get("Condition"), variables, asked);
  }

  private static boolean any(@Nullable Object values, Function<String, Boolean> test) {
    return strings(values).stream().anyMatch(test::apply);
  }

  private static List<String> strings(@Nullable Object values) {
    return values instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(values));
  }

  private static boolean action(String pattern, Asked asked) {
    return glob(pattern.toLowerCase(Locale.ROOT), asked.action().toLowerCase(Locale.ROOT));
  }

  private static boolean resource(String pattern, boolean variables, Asked asked) {
    if (pattern.equals("*")) {
      return true;
    }
    String[] have = asked.resource().split(":", 6);
    if (have.length < 6) {
      return false;
    }
    String[] want = pattern.split(":", 6);
    for (int i = 0; i < 6; i++) {
      String segment = i < want.length ? want[i] : "*";
      String regex = regex(segment, true, variables && i == 5, asked);
      if (regex == null || !Pattern.compile(regex, Pattern.DOTALL).matcher(have[i]).matches()) {
        return false;
      }
    }
    return true;
  }

  private static boolean glob(String pattern, String text) {
    String regex = regex(pattern, true, false, new Asked("", "", Map.of()));
    return regex != null && Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }

  /** A regular expression for policy text, or null if a variable has no value. */
  private static @Nullable String regex(
      String text, boolean wildcards, boolean variables, Asked asked) {
    StringBuilder regex = new StringBuilder();
    Matcher variable = Pattern.compile("\\$\\{([^}]*)\\}").matcher(text);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (variables && c == '$' && variable.find(i) && variable.start() == i) {
        String value = resolve(variable.group(1), asked);
        if (value == null) {
          return null;
        }
        regex.append(Pattern.quote(value));
        i = variable.end();
        continue;
      }
      regex.append(
          wildcards && c == '*' ? ".*" : wildcards && c == '?' ? "." : Pattern.quote("" + c));
      i++;
    }
    return regex.toString();
  }

  private static @Nullable String resolve(String name, Asked asked) {
    if (name.equals("*") || name.equals("?") || name.equals("$")) {
      return name;
    }
    Matcher withDefault = Pattern.compile("(.*?)\\s*,\\s*'(.*)'\\s*").matcher(name);
    boolean has = withDefault.matches();
    String key = (has ? withDefault.group(1) : name).toLowerCase(Locale.ROOT);
    return asked.context().get(key) instanceof String s && !s.isEmpty()
        ? s
        : has ? withDefault.group(2) : null;
  }

  private static boolean conditions(@Nullable Object condition, boolean variables, Asked asked) {
    if (condition == null) {
      return true;
    }
    for (var block : ((Map<?, ?>) condition).entrySet()) {
      for (var key : ((Map<?, ?>) block.getValue()).entrySet()) {
        if (!condition(
            (String) block.getKey(), (String) key.getKey(), key.getValue(), variables, asked)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean condition(
      String name, String key, Object policyValues, boolean variables, Asked asked) {
    Object requested = asked.context().get(key.toLowerCase(Locale.ROOT));
    List<String> values = strings(policyValues);
    boolean all = name.startsWith("ForAllValues:");
    boolean some = name.startsWith("ForAnyValue:");
    String plain = name.replaceFirst("^For(All|Any)Values?:", "");
    boolean ifExists = plain.endsWith("IfExists");
    String base = plain.replaceFirst("IfExists$", "");
    if (base.equals("Null")) {
      return all || (!some && values.contains(requested == null ? "true" : "false"));
    }
    boolean negated = base.contains("Not");
    String positive = base.replace("Not", "");
    if (negated && values.stream().anyMatch(v -> !wellFormed(positive, v))) {
      return false;
    }
    if (requested == null) {
      return all || (!some && (ifExists || negated));
    }
    Function<String, Boolean> passes =
        r ->
            wellFormed(positive, r)
                && negated != values.stream().anyMatch(v -> met(positive, v, r, variables, asked));
    if (all) {
      return strings(requested).stream().allMatch(passes::apply);
    }
    if (some) {
      return strings(requested).stream().anyMatch(passes::apply);
    }
    return requested instanceof String one && passes.apply(one);
  }

  private static boolean wellFormed(String operator, String value) {
    if (operator.startsWith("Numeric")) {
      return number(value) != null;
    }
    if (operator.startsWith("Date")) {
      return instant(value) != null;
    }
    return switch (operator) {
      case "Bool" -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
      case "IpAddress" ->
          value.matches("[0-9]+(\\.[0-9]+){3}(/[0-9]+)?|[0-9a-f:]+:[0-9a-f:]*(/[0-9]+)?");
      case "ArnLike", "ArnEquals" -> value.split(":", 6).length == 6;
      default -> true;
    };
  }

  private static boolean met(
      String operator, String value, String requested, boolean variables, Asked asked) {
    if (operator.startsWith("Numeric")) {
      return compares(operator, number(requested), number(value));
    }
    if (operator.startsWith("Date")) {
      return compares(operator, instant(requested), instant(value));
    }
    return switch (operator) {
      case "StringEquals" -> fits(value, false, variables, asked, requested, 0);
      case "StringEqualsIgnoreCase" ->
          fits(value, false, variables, asked, requested, Pattern.CASE_INSENSITIVE);
      case "StringLike" -> fits(value, true, variables, asked, requested, 0);
      case "Bool" -> value.equalsIgnoreCase(requested);
      case "IpAddress" -> wellFormed(operator, value) && inRange(value, requested);
      case "ArnLike", "ArnEquals" -> arn(value, variables, asked, requested);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static boolean fits(
      String text, boolean wildcards, boolean variables, Asked asked, String requested, int flags) {
    String regex = regex(text, wildcards, variables, asked);
    return regex != null
        && Pattern.compile(regex, Pattern.DOTALL | flags).matcher(requested).matches();
  }

  private static boolean arn(String value, boolean variables, Asked asked, String requested) {
    String[] want = value.split(":", 6);
    String[] have = requested.split(":", 6);
    if (want.length < 6) {
      return false;
    }
    for (int i = 0; i < 6; i++) {
      if (!fits(want[i], true, variables, asked, have[i], 0)) {
        return false;
      }
    }
    return true;
  }

  private static <T extends Comparable<T>> boolean compares(
      String operator, @Nullable T requested, @Nullable T value) {
    if (requested == null || value == null) {
      return false;
    }
    int sign = requested.compareTo(value);
    Map<String, BiPredicate<Integer, Integer>> tests =
        Map.of(
            "Equals", (a, b) -> a.equals(b),
            "LessThan", (a, b) -> a < b,
            "LessThanEquals", (a, b) -> a <= b,
            "GreaterThan", (a, b) -> a > b,
            "GreaterThanEquals", (a, b) -> a >= b);
    var test = tests.get(operator.replaceFirst("^(Numeric|Date)", ""));
    return test != null && test.test(sign, 0);
  }

  private static @Nullable BigDecimal number(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?") ? new BigDecimal(text) : null;
  }

  private static @Nullable Instant instant(String text) {
    try {
      return text.matches("[0-9]{1,3}|[0-9]{5,}")
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static boolean inRange(String range, String requested) {
    try {
      String[] parts = range.split("/", 2);
      byte[] net = InetAddress.getByName(parts[0]).getAddress();
      byte[] ip = InetAddress.getByName(requested).getAddress();
      int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : net.length * 8;
      if (net.length != ip.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >>> (i % 8);
        if ((net[i / 8] & mask) != (ip[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}

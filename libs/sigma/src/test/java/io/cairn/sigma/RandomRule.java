package io.cairn.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** Random rules over the fields and values of {@link RandomEvent}, as YAML. */
@NullMarked
final class RandomRule {
  private static final List<String> FIELDS =
      List.of("a", "b", "c", "d", "é", "a.b", "a.c", "b.c", "a.b.c", "a.b.c.d", "c.c");
  private static final List<String> WRITTEN =
      List.of(
          "*",
          "a*",
          "*c",
          "*b*",
          "a?c",
          "?",
          "a*b*c",
          "?*",
          "a\\*b",
          "a\\\\*",
          "**",
          "x*x",
          "*1*",
          "a\\b",
          "*\"a\":*");
  private static final List<String> REGEXES =
      List.of(
          "^a",
          "b.c",
          "[a-c]{2}",
          "x+|1",
          "\\d{3}",
          "a.b",
          "😀",
          "^[^a]*\\z",
          "\\bx\\b",
          "(?i)abc",
          "k",
          "σ",
          "iam::[0-9]+:user",
          "(?i)arn:aws:(iam|sts)::",
          "^(abcdefg|stra.e|größe)",
          "(aaaab|session)$",
          "\"a\":");
  private static final List<String> NETWORKS =
      List.of(
          "10.0.0.0/8",
          "10.0.0.1",
          "10.0.0.0/31",
          "10.1.0.0/16",
          "192.0.2.0/25",
          "192.0.2.77",
          "255.255.255.255",
          "::/0",
          "2001:db8::/32",
          "2001:db8::5",
          "ffff::/16",
          "0.0.0.0/0",
          "::ffff:0:0/96");

  private final Random random;

  RandomRule(Random random) {
    this.random = random;
  }

  String next() {
    int count = 1 + random.nextInt(3);
    var detection = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      detection.add(pick(List.of("s", "f", "_p")) + i + ": " + identifier());
    }
    List<String> names =
        detection.stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
    detection.add("condition: " + condition(names, 0));
    return """
    title: random
    id: %s
    logsource: {product: aws}
    detection:
    """
            .formatted(new UUID(random.nextLong(), random.nextLong()))
        + String.join("\n", detection).indent(2);
  }

  private String condition(List<String> names, int depth) {
    return switch (random.nextInt(depth > 2 ? 2 : 6)) {
      case 0, 1 -> pick(names);
      case 2 -> "not " + condition(names, depth + 1);
      case 3 -> "(" + condition(names, depth + 1) + ") and " + condition(names, depth + 1);
      case 4 -> condition(names, depth + 1) + " or " + condition(names, depth + 1);
      default -> pick(List.of("1 of ", "all of ", "any of ")) + pick(names).substring(0, 1) + "*";
    };
  }

  private String identifier() {
    return switch (random.nextInt(7)) {
      case 0 -> "[" + map() + ", " + map() + "]";
      case 1 -> "[" + text() + ", " + text() + "]";
      case 2 ->
          "{"
              + quote(pick(List.of("|all", "|cased", "|startswith", "|re|i")))
              + ": ["
              + regexSafe()
              + ", "
              + regexSafe()
              + "]}";
      default -> map();
    };
  }

  private String map() {
    var items = new ArrayList<String>();
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String item = item();
      String key = item.substring(0, item.indexOf("\": "));
      if (!keys.contains(key)) {
        keys.add(key);
        items.add(item);
      }
    }
    return "{" + String.join(", ", items) + "}";
  }

  private String item() {
    String field = pick(FIELDS);
    String neq = random.nextInt(6) == 0 ? "|neq" : "";
    return switch (random.nextInt(13)) {
      case 0 -> key(field + neq) + "null";
      case 1 -> key(field + "|exists") + random.nextBoolean();
      case 2 ->
          key(field + "|re" + pick(List.of("", "|i", "|s", "|i|s")) + neq) + quote(pick(REGEXES));
      case 3 -> key(field + "|cidr" + neq) + quote(pick(NETWORKS));
      case 4 -> key(field + "|" + pick(List.of("lt", "lte", "gt", "gte")) + neq) + number();
      case 5 ->
          key(
                  field
                      + "|"
                      + pick(List.of("hour", "minute", "day", "week", "month", "year"))
                      + pick(List.of("", "|gte", "|lt")))
              + pick(List.of("9", "15", "1", "30", "2025", "3"));
      case 6 ->
          key(
                  field
                      + "|fieldref"
                      + pick(List.of("", "|contains", "|startswith", "|endswith", "|cased"))
                      + neq)
              + quote(pick(FIELDS));
      case 7 -> key(field + neq) + pick(List.of(number(), "true", "false", "[1.5, x, null]", "[]"));
      case 8 ->
          key(
                  field
                      + "|"
                      + pick(
                          List.of(
                              "windash",
                              "base64offset",
                              "base64",
                              "windash|contains",
                              "base64offset|contains"))
                      + neq)
              + quote(pick(List.of("secret", " -enc", "-enc", "–enc")));
      default ->
          key(
                  field
                      + pick(List.of("", "", "|contains", "|startswith", "|endswith"))
                      + pick(List.of("", "|cased"))
                      + neq
                      + all())
              + texts();
    };
  }

  private String all() {
    return random.nextInt(5) == 0 ? "|all" : "";
  }

  private String texts() {
    return random.nextInt(3) == 0 ? "[" + text() + ", " + text() + ", " + text() + "]" : text();
  }

  private String text() {
    String text =
        switch (random.nextInt(4)) {
          case 0 -> pick(WRITTEN);
          case 1 -> piece(pick(RandomEvent.TEXTS));
          default -> pick(RandomEvent.TEXTS);
        };
    return quote(text.indexOf('\uD800') >= 0 ? "x" : text);
  }

  /** A start, a middle or an end, of any length, now and then in two with a star or ? between. */
  private String piece(String text) {
    String plain = text.indexOf('\uD800') >= 0 || text.indexOf('\uD83D') >= 0 ? "aaaaaaab" : text;
    int from = random.nextBoolean() ? 0 : random.nextInt(plain.length() + 1);
    int to =
        random.nextBoolean() ? plain.length() : from + random.nextInt(plain.length() - from + 1);
    String piece = plain.substring(from, to);
    if (random.nextInt(3) > 0 || piece.length() < 3) {
      return piece;
    }
    int cut = 1 + random.nextInt(piece.length() - 2);
    return random.nextBoolean()
        ? piece.substring(0, cut) + "*" + piece.substring(cut)
        : piece.substring(0, cut) + "?" + piece.substring(cut + 1);
  }

  private String regexSafe() {
    return quote(pick(List.of("abc", "x", "443", "true", "K")));
  }

  private String number() {
    return pick(List.of("0", "443", "1.5", "1000", "1e3", "-1", "9007199254740993"));
  }

  private static String key(String text) {
    return quote(text) + ": ";
  }

  /** Double quotes: YAML escapes there are close enough to JSON's. */
  private static String quote(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\u0000", "\\0")
        + '"';
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}

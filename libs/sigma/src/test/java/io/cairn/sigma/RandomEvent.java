package io.cairn.sigma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/**
 * Random small events: nested arrays, dotted keys, wrong types, escapes, surrogates, white space.
 */
@NullMarked
final class RandomEvent {
  static final List<String> KEYS = List.of("a", "b", "c", "a.b", "b.c", "a.b.c", "é", "d");

  static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "X",
          "xx",
          "abc",
          "ABC",
          "aXbXc",
          "443",
          "1.5",
          "1.50",
          "-0",
          "0",
          "1e3",
          "1000",
          "true",
          "False",
          "null",
          "10.0.0.1",
          "10.1.0.1",
          "2001:db8::5",
          "::ffff:10.0.0.1",
          "010.0.0.1",
          "2025-03-04T09:15:30Z",
          "2024-12-30 23:59:59.5+01:00",
          "2025-02-31T00:00:00Z",
          "K",
          "\u212A",
          "ſ",
          "s",
          "İ",
          "ı",
          "i",
          "ς",
          "Σ",
          "😀",
          "a😀b",
          "\uD800",
          "Ⱥ",
          "a\nb",
          "a\\b",
          "a*b",
          "a?b",
          "{\"a\":\"x\"}",
          "é/é",
          "–enc -ENC /enc",
          "eHNlY3JldA==",
          "\u0000",
          "straße",
          "arn:aws:iam::111122223333:user/Ana",
          "ARN:AWS:sts::111122223333:assumed-role/App/session",
          "xxarn:aws:iam::11112222333xx",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaab",
          "192.0.2.77",
          "Größe-der-Straße-und-Kelvin-\u212A\u212A",
          "abcdefg");

  private final Random random;
  private final boolean odd;

  /** {@code odd}: with white space and escapes that need not be. */
  RandomEvent(Random random, boolean odd) {
    this.random = random;
    this.odd = odd;
  }

  String next() {
    return space() + object(0) + space();
  }

  private String object(int depth) {
    var keys = new ArrayList<>(KEYS);
    Collections.shuffle(keys, random);
    var members = new ArrayList<String>();
    for (String key : keys.subList(0, random.nextInt(depth == 0 ? 6 : 4))) {
      members.add(space() + quote(key) + space() + ":" + space() + value(depth + 1) + space());
    }
    return "{" + String.join(",", members) + (members.isEmpty() ? space() : "") + "}";
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 4 ? 9 : 14)) {
      case 0, 1, 2, 3, 4 -> quote(pick(TEXTS));
      case 5, 6 ->
          pick(
              List.of(
                  "0",
                  "-0",
                  "443",
                  "1.5",
                  "1.50",
                  "1000",
                  "1e3",
                  "1E3",
                  "1e999999999",
                  "9007199254740993",
                  "0.1"));
      case 7 -> pick(List.of("true", "false"));
      case 8 -> "null";
      case 9, 10 -> array(depth);
      default -> object(depth);
    };
  }

  private String array(int depth) {
    var items = new ArrayList<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(space() + value(depth + 1) + space());
    }
    return "[" + String.join(",", items) + "]";
  }

  private String space() {
    return odd && random.nextInt(4) == 0 ? pick(List.of(" ", "\n", "\t ", "\r\n")) : "";
  }

  private String quote(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lone = Character.isSurrogate(c) && !isPaired(text, i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '/' && odd) {
        out.append("\\/");
      } else if (c < ' ' || lone || (odd && random.nextInt(6) == 0)) {
        out.append((odd && random.nextBoolean() ? "\\u%04X" : "\\u%04x").formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return splitPairsRepaired(out).append('"').toString();
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** Half a pair written raw and half escaped is no UTF-8: write both as escapes. */
  private static StringBuilder splitPairsRepaired(StringBuilder text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean raw = Character.isSurrogate(c) && !isPaired(text.toString(), i);
      out.append(raw ? "\\u%04x".formatted((int) c) : String.valueOf(c));
    }
    return out;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}

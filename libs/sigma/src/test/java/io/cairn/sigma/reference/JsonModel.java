package io.cairn.sigma.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** JSON as a tree, read in the most obvious way. Numbers keep their text. */
@NullMarked
public sealed interface JsonModel {
  record Obj(Map<String, JsonModel> members) implements JsonModel {}

  record Arr(List<JsonModel> items) implements JsonModel {}

  record Str(String value) implements JsonModel {}

  record Num(String text) implements JsonModel {}

  record Bool(boolean value) implements JsonModel {}

  record Nil() implements JsonModel {}

  static JsonModel parse(String json) {
    var parser = new Parser(json);
    JsonModel value = parser.value();
    parser.space();
    if (parser.at != json.length()) {
      throw new IllegalArgumentException("text behind the value: " + json);
    }
    return value;
  }

  /** Compact: no white space, the fewest escapes. */
  default String compact() {
    return switch (this) {
      case Obj(var members) -> {
        var parts = new ArrayList<String>();
        members.forEach((key, value) -> parts.add(quote(key) + ":" + value.compact()));
        yield "{" + String.join(",", parts) + "}";
      }
      case Arr(var items) ->
          "[" + String.join(",", items.stream().map(JsonModel::compact).toList()) + "]";
      case Str(var value) -> quote(value);
      case Num(var text) -> text;
      case Bool(var value) -> String.valueOf(value);
      case Nil() -> "null";
    };
  }

  private static String quote(String text) {
    var out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                  if (c < ' ' || (c >= 0xD800 && c <= 0xDFFF)) {
                    out.append("\\u%04x".formatted(c));
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.append('"').toString();
  }

  /** Trusts its input to be JSON. */
  final class Parser {
    private final String in;
    private int at;

    Parser(String in) {
      this.in = in;
    }

    private void space() {
      while (at < in.length() && Character.isWhitespace(in.charAt(at))) {
        at++;
      }
    }

    private boolean skip(char c) {
      space();
      boolean there = in.charAt(at) == c;
      at += there ? 1 : 0;
      return there;
    }

    JsonModel value() {
      space();
      return switch (in.charAt(at)) {
        case '{' -> object();
        case '[' -> array();
        case '"' -> new Str(string());
        default -> word();
      };
    }

    private JsonModel object() {
      Map<String, JsonModel> members = new LinkedHashMap<>();
      skip('{');
      while (!skip('}')) {
        space();
        String key = string();
        skip(':');
        members.put(key, value());
        skip(',');
      }
      return new Obj(members);
    }

    private JsonModel array() {
      List<JsonModel> items = new ArrayList<>();
      skip('[');
      while (!skip(']')) {
        items.add(value());
        skip(',');
      }
      return new Arr(items);
    }

    private JsonModel word() {
      int start = at;
      while (at < in.length() && "{}[],: \n\t\r".indexOf(in.charAt(at)) < 0) {
        at++;
      }
      String word = in.substring(start, at);
      return switch (word) {
        case "true" -> new Bool(true);
        case "false" -> new Bool(false);
        case "null" -> new Nil();
        default -> new Num(word);
      };
    }

    private String string() {
      var out = new StringBuilder();
      at++;
      while (in.charAt(at) != '"') {
        char c = in.charAt(at++);
        if (c != '\\') {
          out.append(c);
          continue;
        }
        char kind = in.charAt(at++);
        switch (kind) {
          case 'b' -> out.append('\b');
          case 'f' -> out.append('\f');
          case 'n' -> out.append('\n');
          case 'r' -> out.append('\r');
          case 't' -> out.append('\t');
          case 'u' -> {
            out.append((char) Integer.parseInt(in.substring(at, at + 4), 16));
            at += 4;
          }
          default -> out.append(kind);
        }
      }
      at++;
      return out.toString();
    }
  }
}

package io.cairn.guard.parse;

import io.cairn.guard.pattern.GuardPattern;
import io.cairn.guard.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Parses values written in a rule text, in the order in which the language tries them. */
final class LiteralParser {

  private final Cursor in;
  private final Nesting nesting;
  private final NumberParser numbers;

  LiteralParser(Cursor in, Nesting nesting) {
    this.in = in;
    this.nesting = nesting;
    this.numbers = new NumberParser(in);
  }

  /** A value, or null if none stands here. */
  @Nullable Value value() {
    int next = in.peek();
    if (next == '"' || next == '\'') {
      var string = in.string();
      return string == null ? null : Value.of(string);
    }
    if (Cursor.isDigit(next) || next == '-') {
      return numbers.number();
    }
    return switch (next) {
      case '/' -> regex();
      case '[' -> list();
      case '{' -> map();
      case 'r' -> in.peek(1) == '[' || in.peek(1) == '(' ? numbers.range() : word();
      default -> word();
    };
  }

  private @Nullable Value word() {
    if (in.keyword("null", "NULL")) {
      return Value.ofNull();
    }
    if (in.keyword("true", "True")) {
      return Value.of(true);
    }
    if (in.keyword("false", "False")) {
      return Value.of(false);
    }
    in.miss("a value");
    return null;
  }

  private @Nullable Value regex() {
    int start = in.at();
    in.skip(1);
    var pattern = new StringBuilder();
    while (true) {
      int from = in.at();
      int end = in.indexOf("/");
      if (end <= from) {
        in.back(start);
        throw in.wrong(
            end < 0
                ? "a pattern that is not closed by a slash"
                : "a pattern that is empty, ends in an escaped slash or holds two slashes in a"
                    + " row");
      }
      var chunk = in.slice(from, end);
      in.skip(end + 1 - from);
      if (!chunk.endsWith("\\")) {
        return compile(pattern.append(chunk).toString(), start);
      }
      pattern.append(chunk, 0, chunk.length() - 1).append('/');
    }
  }

  private Value compile(String pattern, int start) {
    try {
      return Value.of(GuardPattern.compile(pattern));
    } catch (IllegalArgumentException invalid) {
      in.back(start);
      throw in.wrong("a pattern that is not valid: " + invalid.getMessage());
    }
  }

  private @Nullable Value list() {
    int start = in.at();
    in.skip(1);
    nesting.enter(in);
    var values = new ArrayList<Value>();
    in.space();
    boolean ok = in.tag("]");
    boolean closed = ok;
    while (!closed) {
      in.space();
      var value = value();
      in.space();
      if (value == null || in.atEnd()) {
        break;
      }
      values.add(value);
      closed = in.tag("]");
      ok = closed;
      if (!closed && !in.tag(",")) {
        in.miss("',' or ']'");
        break;
      }
    }
    nesting.leave();
    return ok ? Value.of(values) : none(start);
  }

  private @Nullable Value map() {
    int start = in.at();
    in.skip(1);
    nesting.enter(in);
    var values = new LinkedHashMap<String, Value>();
    in.space();
    boolean closed = in.tag("}");
    boolean ok = closed;
    while (!closed) {
      in.space();
      var key = mapKey();
      in.space();
      if (key == null || !in.tag(":")) {
        break;
      }
      in.space();
      var value = value();
      in.space();
      if (value == null) {
        break;
      }
      values.put(key, value);
      closed = in.tag("}");
      ok = closed;
      if (!closed && !in.tag(",")) {
        in.miss("',' or '}'");
        break;
      }
    }
    nesting.leave();
    return ok ? Value.of(values) : none(start);
  }

  private @Nullable String mapKey() {
    var quoted = in.string();
    if (quoted != null) {
      return quoted;
    }
    int start = in.at();
    IntPredicate inKey = c -> c == '_' || c == '-' || Character.isLetterOrDigit(c);
    while (!in.atEnd() && inKey.test(in.peek())) {
      in.skip(1);
    }
    if (in.at() == start) {
      in.miss("a key");
      return null;
    }
    return in.slice(start, in.at());
  }

  private @Nullable Value none(int start) {
    in.back(start);
    return null;
  }
}

package io.cairn.guard.parse;

import io.cairn.guard.GuardSyntaxException;
import io.cairn.guard.syntax.Node;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a rule text and the lexical rules there. Soft failures (null, false) leave the place
 * as it was and are remembered, so that a hard one can tell the furthest place reached.
 */
final class Cursor {

  private static final int MAX_WRITTEN = 300;

  private final String name;
  private final String text;
  private final int[] lineStarts;
  private int at;
  private int furthest = -1;
  private String expected = "a rule";

  Cursor(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  int at() {
    return at;
  }

  void back(int to) {
    at = to;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The character here, or -1 at the end. */
  int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  int peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : -1;
  }

  void skip(int count) {
    at += count;
  }

  String slice(int from, int to) {
    return text.substring(from, to);
  }

  int indexOf(String wanted) {
    return text.indexOf(wanted, at);
  }

  /** Consumes the words if they stand here; there need be no boundary behind them. */
  boolean tag(String words) {
    if (text.startsWith(words, at)) {
      at += words.length();
      return true;
    }
    return false;
  }

  /** A keyword in all lower or all upper case. */
  boolean keyword(String lower, String upper) {
    return tag(lower) || tag(upper);
  }

  /** Skips white space and comments; says whether there was any. */
  boolean space() {
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        at++;
      } else {
        break;
      }
    }
    return at > start;
  }

  /** Skips blanks and tabs only. */
  boolean blanks() {
    int start = at;
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
    return at > start;
  }

  /** A name: an ASCII letter, then letters, digits or underscores; null if there is none. */
  @Nullable String name() {
    int start = at;
    if (!isAsciiLetter(peek())) {
      miss("a name");
      return null;
    }
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (c != '_' && !Character.isLetterOrDigit(c)) {
        break;
      }
      at += Character.charCount(c);
    }
    return text.substring(start, at);
  }

  static boolean isAsciiLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** A quoted string, or null if no quote stands here; an unclosed one is an error. */
  @Nullable String string() {
    int quote = peek();
    if (quote != '"' && quote != '\'') {
      return null;
    }
    int start = at;
    var out = new StringBuilder();
    int i = at + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == quote) {
        out.append((char) quote);
        i += 2;
      } else if (c == quote) {
        at = i + 1;
        return out.toString();
      } else {
        out.append(c);
        i++;
      }
    }
    at = start;
    throw wrong("a string that is not closed (a backslash before the quote makes it part of it)");
  }

  /** Digits with an optional minus; null if there are none. */
  @Nullable String integer() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int digits = at;
    while (isDigit(peek())) {
      at++;
    }
    if (at == digits) {
      at = start;
      return null;
    }
    return text.substring(start, at);
  }

  /** Remembers a soft failure here. */
  void miss(String what) {
    if (at >= furthest) {
      furthest = at;
      expected = "expected " + what;
    }
  }

  /** A hard failure: the furthest place reached so far, with what was expected there. */
  GuardSyntaxException fail(String what) {
    if (at >= furthest) {
      return at(at, "expected " + what);
    }
    return at(furthest, expected);
  }

  /** A hard failure exactly here. */
  GuardSyntaxException wrong(String what) {
    return at(at, what);
  }

  private GuardSyntaxException at(int offset, String what) {
    var place = place(offset, offset);
    return new GuardSyntaxException(name, place.line(), place.column(), what);
  }

  /** Line and column of an offset and the text from there, blanks run together. */
  Node.Place place(int from, int to) {
    int found = Arrays.binarySearch(lineStarts, from);
    int line = found >= 0 ? found : -found - 2;
    var written = text.substring(from, Math.min(to, from + 2 * MAX_WRITTEN)).strip();
    var oneLine = written.replaceAll("\\s+", " ");
    return new Node.Place(
        line + 1,
        from - lineStarts[line] + 1,
        oneLine.length() <= MAX_WRITTEN ? oneLine : oneLine.substring(0, MAX_WRITTEN - 1) + "…");
  }

  private static int[] lineStarts(String text) {
    return IntStream.concat(
            IntStream.of(0),
            IntStream.range(0, text.length()).filter(i -> text.charAt(i) == '\n').map(i -> i + 1))
        .toArray();
  }
}

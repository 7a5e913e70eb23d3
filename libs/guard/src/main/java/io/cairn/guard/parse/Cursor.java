package io.cairn.guard.parse;

import io.cairn.guard.GuardSyntaxException;
import io.cairn.guard.syntax.Node;
import org.jspecify.annotations.Nullable;

/**
 * A place in a rule text and the lexical rules there. Soft failures (null, false) leave the place
 * as it was and are remembered, so that a hard one can tell the furthest place reached.
 */
final class Cursor {

  private final String name;
  private final String text;
  private final Lines lines;
  private int at;
  private int furthest = -1;
  private String expected = "a rule";

  Cursor(String name, String text) {
    this.name = name;
    this.text = text;
    this.lines = new Lines(text);
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

  /** {@code or} with a blank behind it. */
  boolean or() {
    int start = at;
    if ((keyword("or", "OR") || tag("|OR|")) && space()) {
      return true;
    }
    back(start);
    return false;
  }

  /** {@code !}, or {@code not} with a blank behind it. */
  boolean not() {
    int start = at;
    if (tag("!") || (keyword("not", "NOT") && blanks())) {
      return true;
    }
    back(start);
    return false;
  }

  /** A message if one follows, else null; the place stays where it was then. */
  @Nullable String message() {
    int start = at;
    space();
    if (!tag("<<")) {
      back(start);
      return null;
    }
    int end = indexOf(">>");
    if (end < 0) {
      throw wrong("a message that is not closed by >>");
    }
    var message = oneLine(end);
    skip(end + 2 - at());
    return message;
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
    return lines.place(from, to);
  }

  /** The text from here to an offset on one line. */
  String oneLine(int to) {
    return Lines.oneLine(text, at, to);
  }
}

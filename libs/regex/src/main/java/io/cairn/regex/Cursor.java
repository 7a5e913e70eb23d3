package io.cairn.regex;

/** A place in a pattern, read by code points. */
final class Cursor {
  private final String pattern;
  private int position;

  Cursor(String pattern) {
    this.pattern = pattern;
  }

  int position() {
    return position;
  }

  void position(int position) {
    this.position = position;
  }

  boolean more() {
    return position < pattern.length();
  }

  boolean at(char c) {
    return more() && pattern.charAt(position) == c;
  }

  boolean at(String text) {
    return pattern.startsWith(text, position);
  }

  boolean skip(char c) {
    boolean there = at(c);
    position += there ? 1 : 0;
    return there;
  }

  int peek() {
    return pattern.codePointAt(position);
  }

  int next() {
    int codePoint = pattern.codePointAt(position);
    position += Character.charCount(codePoint);
    return codePoint;
  }

  /** Decimal digits, or -1 where there are none; more than nine digits count as a billion. */
  int number() {
    int start = position;
    int value = 0;
    while (more() && pattern.charAt(position) >= '0' && pattern.charAt(position) <= '9') {
      value = position - start >= 9 ? 1_000_000_000 : value * 10 + pattern.charAt(position) - '0';
      position++;
    }
    return position == start ? -1 : value;
  }

  RegexSyntaxException error(String message) {
    return new RegexSyntaxException(message, position);
  }
}

package io.cairn.guard.pattern;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * From the language's pattern syntax to the platform's: {@code $} is the very end of the text
 * unless {@code (?m)} is on, {@code (?P<n>} names a group, POSIX classes and braced code points are
 * spelled as Java spells them. What Java would read differently is refused.
 */
final class PatternTranslator {

  private static final int MAX_GROUPS = 100;

  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alnum", "a-zA-Z0-9"),
          Map.entry("alpha", "a-zA-Z"),
          Map.entry("ascii", "\\x00-\\x7F"),
          Map.entry("blank", "\\t "),
          Map.entry("cntrl", "\\x00-\\x1F\\x7F"),
          Map.entry("digit", "0-9"),
          Map.entry("graph", "!-~"),
          Map.entry("lower", "a-z"),
          Map.entry("print", "\\x20-~"),
          Map.entry("punct", "!-/:-@\\[-`{-~"),
          Map.entry("space", "\\t\\n\\x0B\\f\\r "),
          Map.entry("upper", "A-Z"),
          Map.entry("word", "0-9A-Za-z_"),
          Map.entry("xdigit", "0-9A-Fa-f"));

  private final String in;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Boolean> outerMultiline = new ArrayDeque<>();
  private boolean multiline;
  private int at;
  private int classDepth;

  PatternTranslator(String in) {
    this.in = in;
  }

  String translate() {
    while (at < in.length()) {
      char c = in.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> open();
        case ']' -> close();
        case '(' -> group(c);
        case ')' -> endGroup(c);
        case '$' -> end(c);
        case '{' -> brace(c);
        case '-', '~' -> setOperator(c);
        default -> copy();
      }
    }
    return out.toString();
  }

  private void copy() {
    out.append(in.charAt(at++));
  }

  private void literal(char c) {
    out.append('\\').append(c);
    at++;
  }

  private void end(char c) {
    if (classDepth > 0) {
      literal(c);
    } else {
      out.append(multiline ? "$" : "\\z");
      at++;
    }
  }

  private void brace(char c) {
    boolean quantifier = in.substring(at).matches("(?s)\\{\\d+(,\\d*)?\\}.*");
    if (classDepth > 0 || !quantifier) {
      literal(c);
    } else {
      copy();
    }
  }

  private void setOperator(char c) {
    if (classDepth > 0 && at + 1 < in.length() && in.charAt(at + 1) == c) {
      throw new IllegalArgumentException("the set operator " + c + c + " is not supported");
    }
    copy();
  }

  private void open() {
    if (classDepth > 0 && in.startsWith("[:", at)) {
      posix();
      return;
    }
    classDepth++;
    copy();
    if (at < in.length() && in.charAt(at) == '^') {
      copy();
    }
    if (at < in.length() && in.charAt(at) == ']') {
      literal(']');
    }
  }

  private void close() {
    if (classDepth > 0) {
      classDepth--;
      copy();
    } else {
      literal(']');
    }
  }

  private void posix() {
    int end = in.indexOf(":]", at);
    if (end < 0) {
      throw new IllegalArgumentException("a class [: that is not closed");
    }
    var name = in.substring(at + 2, end);
    boolean negated = name.startsWith("^");
    var ranges = POSIX.get(negated ? name.substring(1) : name);
    if (ranges == null) {
      throw new IllegalArgumentException("no class is named " + name);
    }
    out.append(negated ? "[^" : "[").append(ranges).append(']');
    at = end + 2;
  }

  private void group(char c) {
    if (classDepth > 0) {
      literal(c);
      return;
    }
    if (outerMultiline.size() >= MAX_GROUPS) {
      throw new IllegalArgumentException("more than " + MAX_GROUPS + " groups in one another");
    }
    if (in.startsWith("(?P<", at)) {
      outerMultiline.push(multiline);
      out.append("(?<");
      at += 4;
    } else if (in.startsWith("(?P=", at)) {
      int end = in.indexOf(')', at);
      if (end < 0) {
        throw new IllegalArgumentException("a group that is not closed");
      }
      out.append("\\k<").append(in, at + 4, end).append('>');
      at = end + 1;
    } else if (in.startsWith("(?", at) && at + 2 < in.length() && isFlag(in.charAt(at + 2))) {
      flags();
    } else {
      outerMultiline.push(multiline);
      copy();
    }
  }

  private static boolean isFlag(char c) {
    return c == '-' || isLetter(c);
  }

  private void flags() {
    int end = at + 2;
    boolean on = true;
    boolean after = multiline;
    while (end < in.length() && isFlag(in.charAt(end))) {
      char flag = in.charAt(end++);
      if (flag == '-') {
        on = false;
      } else if (flag == 'm') {
        after = on;
      } else if ((!on && flag == 'u') || "imsux".indexOf(flag) < 0) {
        throw new IllegalArgumentException("the flag " + flag + " is not supported");
      }
    }
    if (end >= in.length() || "):".indexOf(in.charAt(end)) < 0) {
      throw new IllegalArgumentException("flags that are not closed");
    }
    if (in.charAt(end) == ':') {
      outerMultiline.push(multiline);
    }
    multiline = after;
    out.append(in, at, end + 1);
    at = end + 1;
  }

  private void endGroup(char c) {
    if (classDepth > 0) {
      literal(c);
      return;
    }
    if (!outerMultiline.isEmpty()) {
      multiline = outerMultiline.pop();
    }
    copy();
  }

  private void escape() {
    if (at + 1 >= in.length()) {
      throw new IllegalArgumentException("it ends in a backslash");
    }
    char c = in.charAt(at + 1);
    boolean braced = at + 2 < in.length() && in.charAt(at + 2) == '{';
    if ((c == 'u' || c == 'x' || c == 'U') && braced) {
      codePoint();
    } else if (c == 'U') {
      fixed(8);
    } else if (c == 'v') {
      out.append("\\x0B");
      at += 2;
    } else if (c >= '0' && c <= '9') {
      backReference(c);
    } else if (isLetter(c) && "dDwWsSbBAznrtfauxpPk".indexOf(c) < 0) {
      throw new IllegalArgumentException("the escape \\" + c + " is not supported");
    } else {
      out.append('\\').append(c);
      at += 2;
    }
  }

  private void backReference(char c) {
    if (c == '0' || classDepth > 0) {
      throw new IllegalArgumentException("the escape \\" + c + " is not supported");
    }
    out.append('\\').append(c);
    at += 2;
  }

  private void codePoint() {
    int end = in.indexOf('}', at);
    if (end < 0) {
      throw new IllegalArgumentException("a code point that is not closed");
    }
    append(in.substring(at + 3, end));
    at = end + 1;
  }

  private void fixed(int digits) {
    if (at + 2 + digits > in.length()) {
      throw new IllegalArgumentException("a code point that is too short");
    }
    append(in.substring(at + 2, at + 2 + digits));
    at += 2 + digits;
  }

  private void append(String hex) {
    if (!hex.matches("[0-9A-Fa-f]{1,8}")) {
      throw new IllegalArgumentException("a code point that is not hexadecimal: " + hex);
    }
    out.append("\\x{").append(hex).append('}');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}

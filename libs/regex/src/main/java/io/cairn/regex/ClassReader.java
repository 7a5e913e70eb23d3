package io.cairn.regex;

import io.cairn.regex.CodePoints.Range;
import java.util.ArrayList;
import java.util.List;

/** Reads a bracket class whose opening bracket is behind the cursor. */
final class ClassReader {
  private ClassReader() {}

  /** Case is widened per member and before negation: {@code (?i)[^a]} must leave out A too. */
  static CodePoints read(Cursor in, boolean ignoreCase) {
    int start = in.position() - 1;
    boolean negated = in.skip('^');
    var ranges = new ArrayList<Range>();
    boolean first = true;
    while (first || !in.at(']')) {
      if (!in.more()) {
        throw new RegexSyntaxException("unclosed [", start);
      }
      member(in, ranges, ignoreCase);
      first = false;
    }
    in.skip(']');
    CodePoints set = CodePoints.merge(ranges);
    return negated ? set.negate() : set;
  }

  private static void member(Cursor in, List<Range> ranges, boolean ignoreCase) {
    int start = in.position();
    if (in.at("[:") || in.at("[.") || in.at("[=")) {
      throw in.error("POSIX classes such as [:alpha:] are not supported");
    }
    CodePoints low = element(in);
    boolean range = in.at('-') && !in.at("-]");
    if (!range) {
      ranges.addAll((ignoreCase && low.isSingle() ? low.ignoringCase() : low).ranges());
      return;
    }
    in.skip('-');
    if (!in.more()) {
      throw in.error("unclosed [");
    }
    CodePoints high = element(in);
    if (!low.isSingle() || !high.isSingle()) {
      throw new RegexSyntaxException("a range between classes", start);
    }
    int from = low.ranges().getFirst().low();
    int to = high.ranges().getFirst().low();
    if (to < from) {
      throw new RegexSyntaxException("a range that runs backwards", start);
    }
    CodePoints span = new CodePoints(List.of(new Range(from, to)));
    ranges.addAll((ignoreCase ? span.ignoringCase() : span).ranges());
  }

  private static CodePoints element(Cursor in) {
    int c = in.next();
    if (c != '\\') {
      return CodePoints.of(c);
    }
    if (!in.more()) {
      throw in.error("a lone backslash at the end");
    }
    if (in.at('b')) {
      throw in.error("\\b inside a class is not supported; write \\x08 for a backspace");
    }
    return Escapes.read(in);
  }
}

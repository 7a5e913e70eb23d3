package io.cairn.regex;

import io.cairn.regex.Node.Alternation;
import io.cairn.regex.Node.Assertion;
import io.cairn.regex.Node.Boundary;
import io.cairn.regex.Node.Chars;
import io.cairn.regex.Node.Empty;
import io.cairn.regex.Node.Repetition;
import io.cairn.regex.Node.Sequence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Recursive descent over a pattern; depth and repetition counts are bounded. */
final class PatternReader {
  static final int MAX_LENGTH = 10_000;
  static final int MAX_REPETITION = 1_000;
  private static final int MAX_DEPTH = 200;

  private final Cursor in;
  private EnumSet<RegexFlag> flags;
  private int depth;

  private PatternReader(String pattern, Set<RegexFlag> flags) {
    this.in = new Cursor(pattern);
    this.flags = flags.isEmpty() ? EnumSet.noneOf(RegexFlag.class) : EnumSet.copyOf(flags);
  }

  static Node read(String pattern, Set<RegexFlag> flags) {
    if (pattern.length() > MAX_LENGTH) {
      throw new RegexSyntaxException(
          "pattern is longer than " + MAX_LENGTH + " characters", MAX_LENGTH);
    }
    var reader = new PatternReader(pattern, flags);
    Node node = reader.alternation();
    if (reader.in.more()) {
      throw reader.in.error("unmatched )");
    }
    return node;
  }

  private Node alternation() {
    EnumSet<RegexFlag> outer = EnumSet.copyOf(flags);
    var choices = new ArrayList<Node>();
    do {
      choices.add(sequence());
    } while (in.skip('|'));
    flags = outer; // (?i) holds to the end of its group
    return choices.size() == 1 ? choices.getFirst() : new Alternation(List.copyOf(choices));
  }

  private Node sequence() {
    var parts = new ArrayList<Node>();
    while (in.more() && !in.at('|') && !in.at(')')) {
      parts.add(quantified());
    }
    return switch (parts.size()) {
      case 0 -> new Empty();
      case 1 -> parts.getFirst();
      default -> new Sequence(List.copyOf(parts));
    };
  }

  private Node quantified() {
    int start = in.position();
    if (in.at('*') || in.at('+') || in.at('?')) {
      throw in.error("nothing to repeat before " + (char) in.peek());
    }
    Node atom = atom();
    int[] bounds = Quantifier.read(in);
    if (bounds == null) {
      return atom;
    }
    if (atom instanceof Assertion) {
      throw new RegexSyntaxException("an assertion cannot be repeated", start);
    }
    if (Quantifier.read(in) != null) {
      throw in.error("a quantifier directly after a quantifier");
    }
    return new Repetition(atom, bounds[0], bounds[1]);
  }

  private Node atom() {
    int c = in.next();
    return switch (c) {
      case '(' -> group();
      case '[' -> new Chars(ClassReader.read(in, on(RegexFlag.IGNORE_CASE)));
      case '.' -> new Chars(any());
      case '^' ->
          new Assertion(on(RegexFlag.MULTILINE) ? Boundary.LINE_START : Boundary.TEXT_START);
      case '$' -> new Assertion(on(RegexFlag.MULTILINE) ? Boundary.LINE_END : Boundary.TEXT_END);
      case '\\' -> escape();
      default -> literal(c);
    };
  }

  private Node group() {
    int start = in.position() - 1;
    if (++depth > MAX_DEPTH) {
      throw new RegexSyntaxException("groups nest deeper than " + MAX_DEPTH, start);
    }
    EnumSet<RegexFlag> outer = EnumSet.copyOf(flags);
    Node body = new Empty();
    if (!GroupOpening.read(in, flags)) {
      body = alternation();
      flags = outer;
      if (!in.skip(')')) {
        throw new RegexSyntaxException("unclosed (", start);
      }
    }
    depth--;
    return body;
  }

  private Node escape() {
    int start = in.position() - 1;
    if (!in.more()) {
      throw new RegexSyntaxException("a lone backslash at the end", start);
    }
    Boundary boundary =
        switch (in.peek()) {
          case 'b' -> Boundary.WORD;
          case 'B' -> Boundary.NOT_WORD;
          case 'A' -> Boundary.TEXT_START;
          case 'z' -> Boundary.TEXT_END;
          default -> null;
        };
    if (boundary != null) {
      in.next();
      return new Assertion(boundary);
    }
    return new Chars(cased(Escapes.read(in)));
  }

  private Node literal(int codePoint) {
    return new Chars(cased(CodePoints.of(codePoint)));
  }

  private CodePoints any() {
    return on(RegexFlag.DOTALL) ? new CodePoints(List.of()).negate() : CodePoints.of('\n').negate();
  }

  /** Classes such as \\W stay as they are: Unicode folds letters into and out of them. */
  private CodePoints cased(CodePoints set) {
    return on(RegexFlag.IGNORE_CASE) && set.isSingle() ? set.ignoringCase() : set;
  }

  private boolean on(RegexFlag flag) {
    return flags.contains(flag);
  }
}

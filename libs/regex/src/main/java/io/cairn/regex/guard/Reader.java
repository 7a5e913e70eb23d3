package io.cairn.regex.guard;

import io.cairn.regex.guard.Tree.Mode;
import io.cairn.regex.guard.Tree.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recursive descent over a pattern. */
final class Reader {

  private static final int MAX_DEPTH = 100;
  private static final int MAX_REPEAT = 10_000;

  final String in;
  int at;
  Flags flags = Flags.NONE;
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final Escapes escapes = new Escapes(this);
  private int groups;
  private int depth;

  /** What letters switch on. */
  record Flags(boolean ignoresCase, boolean multiline, boolean dotAll, boolean extended) {
    static final Flags NONE = new Flags(false, false, false, false);

    @Nullable Flags with(char letter, boolean on) {
      return switch (letter) {
        case 'i' -> new Flags(on, multiline, dotAll, extended);
        case 'm' -> new Flags(ignoresCase, on, dotAll, extended);
        case 's' -> new Flags(ignoresCase, multiline, on, extended);
        case 'x' -> new Flags(ignoresCase, multiline, dotAll, on);
        case 'u' -> on ? this : null;
        default -> null;
      };
    }
  }

  Reader(String in) {
    this.in = in;
  }

  Tree read() {
    var tree = alternation();
    if (at < in.length()) {
      throw error("a parenthesis that closes nothing");
    }
    return tree;
  }

  int groups() {
    return groups;
  }

  Map<String, Integer> names() {
    return names;
  }

  IllegalArgumentException error(String reason) {
    return new IllegalArgumentException(reason + " at character " + (at + 1));
  }

  boolean is(char c) {
    return at < in.length() && in.charAt(at) == c;
  }

  boolean skip(String text) {
    boolean there = in.startsWith(text, at);
    at += there ? text.length() : 0;
    return there;
  }

  int next() {
    if (at >= in.length()) {
      throw error("the pattern ends too early");
    }
    int c = in.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private Tree alternation() {
    if (++depth > MAX_DEPTH) {
      throw error("more than " + MAX_DEPTH + " groups in one another");
    }
    var outer = flags;
    var choices = new ArrayList<Tree>();
    do {
      choices.add(sequence());
    } while (skip("|"));
    flags = outer;
    depth--;
    return choices.size() == 1 ? choices.getFirst() : new Tree.Alternation(List.copyOf(choices));
  }

  private Tree sequence() {
    var parts = new ArrayList<Tree>();
    blanks();
    while (at < in.length() && !is('|') && !is(')')) {
      parts.add(quantified());
      blanks();
    }
    return switch (parts.size()) {
      case 0 -> new Tree.Empty();
      case 1 -> parts.getFirst();
      default -> new Tree.Sequence(List.copyOf(parts));
    };
  }

  /** With the flag x white space and comments mean nothing. */
  private void blanks() {
    while (flags.extended() && at < in.length()) {
      char c = in.charAt(at);
      if (c == '#') {
        int end = in.indexOf('\n', at);
        at = end < 0 ? in.length() : end;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private Tree quantified() {
    var tree = atom();
    blanks();
    int times = 0;
    for (var bounds = bounds(); bounds != null; bounds = bounds()) {
      if (++times > 8) {
        throw error("too many quantifiers in a row");
      }
      var mode = skip("?") ? Mode.LAZY : skip("+") ? Mode.POSSESSIVE : Mode.GREEDY;
      tree = new Tree.Repeat(tree, bounds[0], bounds[1], mode);
      blanks();
    }
    return tree;
  }

  private int @Nullable [] bounds() {
    if (skip("*")) {
      return new int[] {0, Tree.UNBOUNDED};
    }
    if (skip("+")) {
      return new int[] {1, Tree.UNBOUNDED};
    }
    if (skip("?")) {
      return new int[] {0, 1};
    }
    int start = at;
    if (skip("{")) {
      int min = number();
      int max = min;
      if (min >= 0 && skip(",")) {
        max = is('}') ? Tree.UNBOUNDED : number();
      }
      if (min >= 0 && max >= 0 && skip("}")) {
        if (max < min || min > MAX_REPEAT || (max > MAX_REPEAT && max != Tree.UNBOUNDED)) {
          throw error("a repetition beyond " + MAX_REPEAT + " or that runs backwards");
        }
        return new int[] {min, max};
      }
      at = start;
    }
    return null;
  }

  /** Decimal digits, or -1 if there are none. */
  private int number() {
    int start = at;
    int value = 0;
    while (at < in.length() && in.charAt(at) >= '0' && in.charAt(at) <= '9') {
      value = Math.min(MAX_REPEAT + 1, value * 10 + in.charAt(at++) - '0');
    }
    return at == start ? -1 : value;
  }

  private Tree atom() {
    int start = at;
    int c = next();
    return switch (c) {
      case '(' -> group();
      case '[' -> new Tree.Chars(new ClassReader(this, escapes).read());
      case '.' -> new Tree.Chars(flags.dotAll() ? CharSet.ALL : CharSet.of('\n').negate());
      case '^' -> new Tree.At(flags.multiline() ? Place.LINE_START : Place.TEXT_START);
      case '$' -> new Tree.At(flags.multiline() ? Place.LINE_END : Place.TEXT_END);
      case '\\' -> escapes.atom(names, groups);
      case '*', '+', '?' -> {
        at = start;
        throw error("nothing to repeat");
      }
      default -> new Tree.Chars(cased(CharSet.of(c)));
    };
  }

  CharSet cased(CharSet set) {
    return flags.ignoresCase() ? set.ignoringCase() : set;
  }

  private Tree group() {
    if (!is('?')) {
      int number = ++groups;
      return new Tree.Group(number, closed());
    }
    if (skip("?:")) {
      return closed();
    }
    if (skip("?>")) {
      return new Tree.Atomic(closed());
    }
    if (skip("?=") || skip("?!")) {
      return new Tree.Look(true, in.charAt(at - 1) == '!', closed());
    }
    if (skip("?<=") || skip("?<!")) {
      boolean negative = in.charAt(at - 1) == '!';
      var body = closed();
      if (Tree.max(body) == Tree.UNBOUNDED) {
        throw error("a look behind without an upper bound");
      }
      return new Tree.Look(false, negative, body);
    }
    if (skip("?P=")) {
      return escapes.named(names, ')');
    }
    if (skip("?P<") || skip("?<")) {
      int number = ++groups;
      if (names.put(name('>'), number) != null) {
        throw error("two groups of one name");
      }
      return new Tree.Group(number, closed());
    }
    at++;
    return flagged();
  }

  String name(char close) {
    int end = in.indexOf(close, at);
    var name = end < 0 ? "" : in.substring(at, end);
    if (name.isEmpty() || !name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))) {
      throw error("a group name that is empty, not closed or not of letters, digits and _");
    }
    at = end + 1;
    return name;
  }

  /** The body of a group up to its parenthesis. */
  private Tree closed() {
    var body = alternation();
    if (!skip(")")) {
      throw error("a group that is not closed");
    }
    return body;
  }

  private Tree flagged() {
    boolean on = true;
    var outer = flags;
    var inner = flags;
    while (!is(':') && !is(')')) {
      char letter = (char) next();
      if (letter == '-') {
        on = false;
      } else {
        var changed = inner.with(letter, on);
        if (changed == null) {
          throw error("the flag " + letter + " is not supported");
        }
        inner = changed;
      }
    }
    flags = inner;
    if (skip(")")) {
      return new Tree.Empty();
    }
    at++;
    var body = closed();
    flags = outer;
    return body;
  }
}

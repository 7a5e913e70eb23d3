package io.cairn.regex.guard;

import java.util.List;

/** The syntax tree of a pattern. */
sealed interface Tree {

  int UNBOUNDED = Integer.MAX_VALUE;

  enum Mode {
    GREEDY,
    LAZY,
    POSSESSIVE
  }

  /** Places between two code points. */
  enum Place {
    TEXT_START,
    TEXT_END,
    LINE_START,
    LINE_END,
    WORD,
    NOT_WORD
  }

  record Empty() implements Tree {}

  record Chars(CharSet set) implements Tree {}

  record At(Place place) implements Tree {}

  record Sequence(List<Tree> parts) implements Tree {}

  record Alternation(List<Tree> choices) implements Tree {}

  record Repeat(Tree body, int min, int max, Mode mode) implements Tree {}

  /** A capturing group, from 1. */
  record Group(int number, Tree body) implements Tree {}

  record Atomic(Tree body) implements Tree {}

  record Look(boolean ahead, boolean negative, Tree body) implements Tree {}

  record BackReference(int group, boolean ignoresCase) implements Tree {}

  /** The fewest code points that a tree can match. */
  static int min(Tree tree) {
    return switch (tree) {
      case Empty _, At _, Look _, BackReference _ -> 0;
      case Chars _ -> 1;
      case Sequence(var parts) -> sum(parts.stream().mapToLong(Tree::min).sum());
      case Alternation(var choices) -> choices.stream().mapToInt(Tree::min).min().orElse(0);
      case Repeat repeat -> sum((long) min(repeat.body) * repeat.min);
      case Group(_, var body) -> min(body);
      case Atomic(var body) -> min(body);
    };
  }

  /** The most code points that a tree can match. */
  static int max(Tree tree) {
    return switch (tree) {
      case Empty _, At _, Look _ -> 0;
      case BackReference _ -> UNBOUNDED;
      case Chars _ -> 1;
      case Sequence(var parts) -> sum(parts.stream().mapToLong(Tree::max).sum());
      case Alternation(var choices) -> choices.stream().mapToInt(Tree::max).max().orElse(0);
      case Repeat repeat -> max(repeat.body) == 0 ? 0 : sum((long) max(repeat.body) * repeat.max);
      case Group(_, var body) -> max(body);
      case Atomic(var body) -> max(body);
    };
  }

  private static int sum(long value) {
    return (int) Math.min(value, UNBOUNDED);
  }
}

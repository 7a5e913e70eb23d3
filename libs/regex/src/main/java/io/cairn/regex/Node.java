package io.cairn.regex;

import java.util.List;

/** The syntax tree of a pattern; groups leave no trace because nothing is captured. */
sealed interface Node {
  record Empty() implements Node {}

  record Chars(CodePoints set) implements Node {}

  record Assertion(Boundary boundary) implements Node {}

  record Sequence(List<Node> parts) implements Node {}

  record Alternation(List<Node> choices) implements Node {}

  /** {@code max} is {@link #UNBOUNDED} for no upper bound. */
  record Repetition(Node body, int min, int max) implements Node {}

  int UNBOUNDED = -1;

  /** Places between two code points. */
  enum Boundary {
    TEXT_START,
    TEXT_END,
    LINE_START,
    LINE_END,
    WORD,
    NOT_WORD
  }
}

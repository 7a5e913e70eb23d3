package io.cairn.guard.parse;

/** Counts how deep blocks, filters and literals stand inside one another in a rule text. */
final class Nesting {

  static final int MAX = 120;

  private int depth;

  void enter(Cursor in) {
    if (++depth > MAX) {
      throw in.wrong("blocks, filters and lists nested deeper than " + MAX + " levels");
    }
  }

  void leave() {
    depth--;
  }
}

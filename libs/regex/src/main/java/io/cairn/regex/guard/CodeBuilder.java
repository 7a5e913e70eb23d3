package io.cairn.regex.guard;

import io.cairn.regex.guard.Tree.Mode;

/** Builds code from its end to its start, so that each part knows what follows it. */
final class CodeBuilder {

  private static final int MAX_WORK = 100_000;

  private final Code code = new Code();
  private int work;

  static Code build(Tree tree) {
    var builder = new CodeBuilder();
    int match = builder.code.add(Code.MATCH, -1, -1, 0);
    builder.code.start = builder.before(tree, match);
    return builder.code;
  }

  private int before(Tree tree, int follow) {
    if (++work > MAX_WORK) {
      throw new IllegalArgumentException("it is too large: lower its repetitions");
    }
    return switch (tree) {
      case Tree.Empty _ -> follow;
      case Tree.Chars(var set) -> {
        int at = code.add(Code.CHARS, follow, -1, 0);
        code.sets[at] = set;
        yield at;
      }
      case Tree.At(var place) -> {
        int at = code.add(Code.PLACE, follow, -1, 0);
        code.places[at] = place;
        yield at;
      }
      case Tree.Sequence(var parts) -> {
        int entry = follow;
        for (var part : parts.reversed()) {
          entry = before(part, entry);
        }
        yield entry;
      }
      case Tree.Alternation(var choices) -> {
        int entry = before(choices.getLast(), follow);
        for (int i = choices.size() - 2; i >= 0; i--) {
          entry = code.add(Code.SPLIT, before(choices.get(i), follow), entry, 0);
        }
        yield entry;
      }
      case Tree.Repeat repeat -> repeat(repeat, follow);
      case Tree.Group(var number, var body) -> {
        int end = code.add(Code.SAVE, follow, -1, number * 2 + 1);
        yield code.add(Code.SAVE, before(body, end), -1, number * 2);
      }
      case Tree.Atomic(var body) -> alone(Code.ATOMIC, body, follow, 0);
      case Tree.Look look ->
          look.ahead()
              ? alone(Code.AHEAD, look.body(), follow, look.negative() ? 1 : 0)
              : behind(look, follow);
      case Tree.BackReference(var group, var ignoresCase) ->
          code.add(Code.BACK, follow, ignoresCase ? 1 : 0, group);
    };
  }

  private int alone(byte operation, Tree body, int follow, int argument) {
    int end = code.add(Code.END, -1, -1, 0);
    return code.add(operation, follow, before(body, end), argument);
  }

  /** The lengths to go back follow in an instruction of their own. */
  private int behind(Tree.Look look, int follow) {
    int lengths = code.add(Code.END, Tree.min(look.body()), Tree.max(look.body()), 0);
    int end = code.add(Code.END, -1, -1, 1);
    int body = before(look.body(), end);
    return code.add(Code.BEHIND, follow, body, lengths * 2 + (look.negative() ? 1 : 0));
  }

  private int repeat(Tree.Repeat repeat, int follow) {
    if (repeat.mode() == Mode.POSSESSIVE) {
      var greedy = new Tree.Repeat(repeat.body(), repeat.min(), repeat.max(), Mode.GREEDY);
      return alone(Code.ATOMIC, greedy, follow, 0);
    }
    boolean lazy = repeat.mode() == Mode.LAZY;
    int entry = follow;
    if (repeat.max() == Tree.UNBOUNDED) {
      entry = loop(repeat.body(), follow, lazy);
    } else {
      for (int i = repeat.min(); i < repeat.max(); i++) {
        entry = split(before(repeat.body(), entry), follow, lazy);
      }
    }
    for (int i = 0; i < repeat.min(); i++) {
      entry = before(repeat.body(), entry);
    }
    return entry;
  }

  private int split(int body, int out, boolean lazy) {
    return lazy ? code.add(Code.SPLIT, out, body, 0) : code.add(Code.SPLIT, body, out, 0);
  }

  /** A turn that matched nothing ends the loop, for it would go on for ever. */
  private int loop(Tree body, int follow, boolean lazy) {
    int loop = split(-1, follow, lazy);
    int entry;
    if (Tree.min(body) > 0) {
      entry = before(body, loop);
    } else {
      int register = code.registers++;
      int stuck = code.add(Code.STUCK, loop, follow, register);
      entry = code.add(Code.MARK, before(body, stuck), -1, register);
    }
    if (lazy) {
      code.other[loop] = entry;
      code.next[loop] = follow;
    } else {
      code.next[loop] = entry;
    }
    return loop;
  }
}

package io.cairn.regex;

import io.cairn.regex.CodePoints.Range;
import io.cairn.regex.Node.Alternation;
import io.cairn.regex.Node.Assertion;
import io.cairn.regex.Node.Chars;
import io.cairn.regex.Node.Empty;
import io.cairn.regex.Node.Repetition;
import io.cairn.regex.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds a program from its end to its start, so that each part knows what follows it. */
final class ProgramBuilder {
  /** Nothing repeated a thousand times inside itself adds no instruction, but takes time. */
  private static final int MAX_WORK = 200_000;

  private final Program program = new Program();
  private int work;

  static Program build(Node node) {
    var builder = new ProgramBuilder();
    int accept = builder.program.add(Program.ACCEPT, -1, 0);
    builder.program.start(builder.before(node, accept));
    return builder.program;
  }

  private int before(Node node, int follow) {
    if (++work > MAX_WORK) {
      throw new RegexSyntaxException("the pattern is too large: lower its repetitions", 0);
    }
    return switch (node) {
      case Empty _ -> follow;
      case Chars chars -> chars(chars.set(), follow);
      case Assertion(var boundary) ->
          program.add(Program.ASSERTION, follow, program.indexOf(boundary));
      case Sequence(var parts) -> sequence(parts, follow);
      case Alternation(var choices) ->
          fork(choices.stream().map(choice -> before(choice, follow)).toList());
      case Repetition repetition -> repetition(repetition, follow);
    };
  }

  private int sequence(List<Node> parts, int follow) {
    int entry = follow;
    for (Node part : parts.reversed()) {
      entry = before(part, entry);
    }
    return entry;
  }

  private int repetition(Repetition repetition, int follow) {
    int entry = follow;
    if (repetition.max() == Node.UNBOUNDED) {
      int loop = program.add(Program.FORK, -1, follow);
      int body = before(repetition.body(), loop);
      program.next[loop] = body; // only now: building the body may have moved the arrays
      entry = loop;
    } else {
      for (int i = repetition.min(); i < repetition.max(); i++) {
        entry = program.add(Program.FORK, before(repetition.body(), entry), follow);
      }
    }
    for (int i = 0; i < repetition.min(); i++) {
      entry = before(repetition.body(), entry);
    }
    return entry;
  }

  private int chars(CodePoints set, int follow) {
    var entries = new ArrayList<Integer>();
    Map<Long, Integer> shared = new HashMap<>();
    for (Range range : set.ranges()) {
      for (int[] sequence : Utf8Ranges.of(range)) {
        int entry = follow;
        for (int i = sequence.length - 1; i >= 0; i--) {
          int behind = entry;
          int bounds = sequence[i];
          entry =
              shared.computeIfAbsent(
                  (long) behind << 16 | bounds, _ -> program.add(Program.BYTES, behind, bounds));
        }
        entries.add(entry);
      }
    }
    return fork(entries);
  }

  private int fork(List<Integer> entries) {
    if (entries.isEmpty()) {
      return program.add(
          Program.BYTES, 0, 1 << 8); // low 1 above high 0: a class that holds nothing
    }
    int entry = entries.getLast();
    for (int i = entries.size() - 2; i >= 0; i--) {
      entry = program.add(Program.FORK, entries.get(i), entry);
    }
    return entry;
  }
}

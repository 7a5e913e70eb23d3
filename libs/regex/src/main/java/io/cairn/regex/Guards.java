package io.cairn.regex;

import io.cairn.regex.Node.Alternation;
import io.cairn.regex.Node.Chars;
import io.cairn.regex.Node.Repetition;
import io.cairn.regex.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds literals of which at least one stands in every text a pattern occurs in. */
final class Guards {
  private static final int MAX_LITERALS = 32;

  private Guards() {}

  /** Folded literals, or an empty set where nothing is certain. */
  static Set<String> of(Node tree) {
    Set<String> found = best(tree);
    return found == null ? Set.of() : found;
  }

  private static @Nullable Set<String> best(Node node) {
    return switch (node) {
      case Chars chars -> {
        int single = single(chars);
        yield single < 0 ? null : new TreeSet<>(Set.of(Character.toString(single)));
      }
      case Sequence(List<Node> parts) -> sequence(parts);
      case Alternation(List<Node> choices) -> union(choices);
      case Repetition(Node body, int min, int _) -> min > 0 ? best(body) : null;
      case Node.Empty _, Node.Assertion _ -> null;
    };
  }

  /** The one character that all of these fold to, or -1. */
  private static int single(Chars chars) {
    int folded = -1;
    int count = 0;
    for (CodePoints.Range range : chars.set().ranges()) {
      for (int cp = range.low(); cp <= range.high(); cp++) {
        int each = CaseFolding.fold(cp);
        if (++count > 4 || (folded >= 0 && each != folded)) {
          return -1;
        }
        folded = each;
      }
    }
    return folded;
  }

  private static @Nullable Set<String> sequence(List<Node> parts) {
    Set<String> best = null;
    var run = new StringBuilder();
    var all = new ArrayList<>(parts);
    all.add(new Node.Empty());
    for (Node part : all) {
      int single = part instanceof Chars chars ? single(chars) : -1;
      if (single >= 0) {
        run.appendCodePoint(single);
        continue;
      }
      if (part instanceof Node.Assertion) {
        continue; // takes no room: the run goes on behind it
      }
      if (!run.isEmpty()) {
        best = better(best, new TreeSet<>(Set.of(run.toString())));
        run.setLength(0);
      }
      best = better(best, best(part));
    }
    return best;
  }

  private static @Nullable Set<String> union(List<Node> choices) {
    var all = new TreeSet<String>();
    for (Node choice : choices) {
      Set<String> each = best(choice);
      if (each == null) {
        return null;
      }
      all.addAll(each);
    }
    return all.size() > MAX_LITERALS ? null : all;
  }

  private static @Nullable Set<String> better(
      @Nullable Set<String> one, @Nullable Set<String> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return shortest(other) > shortest(one) ? other : one;
  }

  private static int shortest(Set<String> literals) {
    return literals.stream().mapToInt(String::length).min().orElse(0);
  }
}

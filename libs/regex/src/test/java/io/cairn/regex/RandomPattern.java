package io.cairn.regex;

import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** Random small patterns, each in our syntax and, where that differs, in java.util.regex's. */
@NullMarked
final class RandomPattern {
  private static final String[] LITERALS = {
    "a", "b", "A", "k", "s", "_", "1", " ", "é", "É", "ſ", "😀", "\\n", "\\."
  };
  private static final String[] CLASSES = {
    "[ab]", "[^a]", "[a-c]", "[^a-cA]", "\\d", "\\w", "\\s", "\\W", "\\D", "\\S", "[\\w-]", "[é-ü]",
    "[^\\s1]", "."
  };

  private final Random random;

  RandomPattern(Random random) {
    this.random = random;
  }

  /** A pattern for both; {@code multiline} decides how anchors are told to Java. */
  Pair next(int depth, boolean multiline) {
    return switch (random.nextInt(depth > 3 ? 6 : 12)) {
      case 0, 1, 2 -> same(pick(LITERALS));
      case 3, 4 -> same(pick(CLASSES));
      case 5 -> anchor(multiline);
      case 6, 7 -> join(next(depth + 1, multiline), "", next(depth + 1, multiline));
      case 8 -> group(join(next(depth + 1, multiline), "|", next(depth + 1, multiline)));
      case 9 -> group(join(next(depth + 1, multiline), "|", same("")));
      default -> repeat(group(next(depth + 1, multiline)));
    };
  }

  String text() {
    String[] alphabet = {
      "a", "b", "A", "K", "k", "s", "c", "_", "1", " ", "\n", "é", "É", "ſ", "\u212A", "😀",
      "\uD800", "."
    };
    var text = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      text.append(pick(alphabet));
    }
    return text.toString();
  }

  private Pair anchor(boolean multiline) {
    return switch (random.nextInt(4)) {
      case 0 -> new Pair("^", multiline ? "(?:(?<=\\n)|\\A)" : "\\A", true);
      case 1 -> new Pair("$", multiline ? "(?=\\n|\\z)" : "\\z", true);
      case 2 -> new Pair("\\b", "\\b", true);
      default -> new Pair("\\B", "\\B", true);
    };
  }

  /**
   * Java leaves a counted loop after an empty turn even below its lower bound, so those bodies get
   * no count.
   */
  private Pair repeat(Pair body) {
    String[] counted = {"{2}", "{1,3}", "{0,2}", "{2,}"};
    String[] plain = {"*", "+", "?", "*?", "+?"};
    String quantifier = pick(body.canBeEmpty() || random.nextBoolean() ? plain : counted);
    return new Pair(body.ours() + quantifier, body.java() + quantifier, true);
  }

  private static Pair group(Pair body) {
    return new Pair("(" + body.ours() + ")", "(?:" + body.java() + ")", body.canBeEmpty());
  }

  private static Pair join(Pair left, String between, Pair right) {
    boolean canBeEmpty =
        between.isEmpty()
            ? left.canBeEmpty() && right.canBeEmpty()
            : left.canBeEmpty() || right.canBeEmpty();
    return new Pair(
        left.ours() + between + right.ours(), left.java() + between + right.java(), canBeEmpty);
  }

  private static Pair same(String pattern) {
    return new Pair(pattern, pattern, pattern.isEmpty());
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  record Pair(String ours, String java, boolean canBeEmpty) {}
}

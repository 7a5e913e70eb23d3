package io.cairn.sigma.engine;

import io.cairn.regex.Utf8;
import io.cairn.sigma.engine.Witness.Anchor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds which of many literals stand in a folded value. Of each literal a few windows of four bytes
 * are filed; only every fourth window of a value is looked up, or every second or single one for
 * literals too short for that.
 */
final class LiteralFilter {
  /** Shorter literals are too common to be worth a look. */
  static final int MIN_LENGTH = Integer.BYTES;

  private static final int COARSE = 4;
  private static final int MIN_COARSE = MIN_LENGTH + COARSE - 1;

  /** A literal with where it must stand; folded. */
  record Literal(String text, Anchor anchor) {}

  private static final int MEDIUM = 2;
  private static final int MIN_MEDIUM = MIN_LENGTH + MEDIUM - 1;

  private final @Nullable WindowTable coarse;
  private final @Nullable WindowTable fine;

  LiteralFilter(Map<Literal, Target> literals, WindowCounts counts) {
    var often = new WindowTable.Draft(COARSE);
    var always = new WindowTable.Draft(shortest(literals) < MIN_MEDIUM ? 1 : MEDIUM);
    literals.forEach(
        (literal, target) -> {
          byte[] bytes = Utf8.encode(literal.text());
          if (literal.anchor() == Anchor.START || bytes.length >= MIN_COARSE) {
            often.add(bytes, literal.anchor(), target, counts);
          } else {
            always.add(bytes, literal.anchor(), target, counts);
          }
        });
    coarse = often.build();
    fine = always.build();
  }

  private static int shortest(Map<Literal, Target> literals) {
    return literals.keySet().stream()
        .filter(literal -> literal.anchor() != Anchor.START)
        .mapToInt(literal -> Utf8.encode(literal.text()).length)
        .min()
        .orElse(MIN_COARSE);
  }

  void scan(Leaves leaves, int leaf, Evaluation evaluation) {
    byte[] folded = leaves.foldedBytes(leaf);
    int from = leaves.foldedOffset(leaf);
    scan(folded, from, from + leaves.foldedLength(leaf), evaluation);
  }

  void scan(byte[] folded, int from, int to, Evaluation evaluation) {
    if (coarse != null) {
      coarse.scan(folded, from, to, evaluation);
    }
    if (fine != null) {
      fine.scan(folded, from, to, evaluation);
    }
  }
}

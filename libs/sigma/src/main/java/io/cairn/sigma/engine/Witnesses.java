package io.cairn.sigma.engine;

import io.cairn.regex.Regex;
import io.cairn.sigma.engine.Witness.Anchor;
import io.cairn.sigma.engine.Witness.Equal;
import io.cairn.sigma.engine.Witness.Inside;
import io.cairn.sigma.engine.Witness.Part;
import io.cairn.sigma.engine.Witness.Present;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.Operator;
import io.cairn.sigma.expression.Operator.TextMatch;
import io.cairn.sigma.expression.Predicate;
import io.cairn.sigma.expression.SigmaText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a rule's witnesses: of an AND the rarest operand's, of an OR all operands' together, of a
 * negation none. The estimates decide cost, never results.
 */
final class Witnesses {
  private final Frequencies frequencies;

  Witnesses(Frequencies frequencies) {
    this.frequencies = frequencies;
  }

  /**
   * What to look for.
   *
   * @param witnesses one of which is seen wherever the rule holds
   * @param share of events in which any is expected
   */
  record Choice(Set<Witness> witnesses, double share) {
    /** For a rule that must be looked at for every event. */
    static final Choice ALWAYS = new Choice(Set.of(), 1);
  }

  Choice of(Expression detection) {
    Choice choice = choose(detection, true);
    return choice == null ? Choice.ALWAYS : choice;
  }

  private @Nullable Choice choose(Expression expression, boolean positive) {
    return switch (expression) {
      case Expression.Test(Predicate predicate) -> positive ? leaf(predicate) : null;
      case Expression.Not(Expression operand) -> choose(operand, !positive);
      case Expression.And(List<Expression> operands) ->
          positive ? rarest(operands, true) : union(operands, false);
      case Expression.Or(List<Expression> operands) ->
          positive ? union(operands, true) : rarest(operands, false);
    };
  }

  private @Nullable Choice rarest(List<Expression> operands, boolean positive) {
    Choice best = null;
    for (Expression operand : operands) {
      Choice choice = choose(operand, positive);
      if (choice != null && (best == null || choice.share() < best.share())) {
        best = choice;
      }
    }
    return best;
  }

  private @Nullable Choice union(List<Expression> operands, boolean positive) {
    var all = new LinkedHashSet<Witness>();
    double share = 0;
    for (Expression operand : operands) {
      Choice choice = choose(operand, positive);
      if (choice == null) {
        return null;
      }
      for (Witness witness : choice.witnesses()) {
        share += all.add(witness) ? frequencies.of(witness) : 0;
      }
    }
    return new Choice(all, share);
  }

  private @Nullable Choice leaf(Predicate predicate) {
    FieldPath field = predicate.field();
    if (predicate.operator() instanceof Operator.NullValue) {
      return null;
    }
    Choice present = one(new Present(field));
    if (predicate.operator() instanceof Operator.RegexSearch search) {
      return regex(field, search, present);
    }
    if (field == null) {
      return predicate.operator() instanceof TextMatch text ? keyword(text, present) : present;
    }
    return switch (predicate.operator()) {
      case TextMatch text -> text(field, predicate, text, present);
      case Operator.InNetwork(var network) -> one(new Inside(field, network, predicate));
      case Operator.FieldReference reference -> {
        Choice other = one(new Present(reference.other()));
        yield present.share() <= other.share() ? present : other;
      }
      default -> present;
    };
  }

  private Choice text(FieldPath field, Predicate predicate, TextMatch text, Choice present) {
    SigmaText folded = text.pattern().folded();
    if (!folded.hasWildcards()) {
      return one(new Equal(field, folded, text.cased() ? null : predicate));
    }
    Choice best = present;
    for (Part part : parts(field, predicate, folded, text.cased())) {
      Choice choice = one(part);
      best = choice.share() < best.share() ? choice : best;
    }
    return best;
  }

  /** Literals of which one stands in all that the pattern occurs in, if they are long enough. */
  private Choice regex(@Nullable FieldPath field, Operator.RegexSearch search, Choice present) {
    var witnesses = new LinkedHashSet<Witness>();
    double share = 0;
    for (String guard : Regex.compile(search.pattern(), search.flags()).guards()) {
      if (guard.length() < LiteralFilter.MIN_LENGTH) {
        return present;
      }
      var part = new Part(field, guard, Anchor.ANYWHERE, null);
      share += witnesses.add(part) ? frequencies.of(part) : 0;
    }
    return witnesses.isEmpty() || share >= present.share() ? present : new Choice(witnesses, share);
  }

  /** Any run of a keyword, wherever it stands in the event. */
  private Choice keyword(TextMatch text, Choice present) {
    Choice best = present;
    for (Part part : parts(null, null, text.pattern().folded(), true)) {
      Choice choice = one(new Part(null, part.literal(), Anchor.ANYWHERE, null));
      best = choice.share() < best.share() ? choice : best;
    }
    return best;
  }

  /** The runs of a pattern without wildcards that are long enough to be looked for. */
  private static List<Part> parts(
      @Nullable FieldPath field, @Nullable Predicate predicate, SigmaText pattern, boolean cased) {
    var parts = new ArrayList<Part>();
    int size = pattern.size();
    int start = 0;
    for (int i = 0; i <= size; i++) {
      if (i < size && pattern.at(i) >= 0) {
        continue;
      }
      if (i - start >= LiteralFilter.MIN_LENGTH) {
        Anchor anchor = start == 0 ? Anchor.START : i == size ? Anchor.END : Anchor.ANYWHERE;
        parts.add(
            new Part(
                field,
                pattern.text(start, i),
                anchor,
                !cased && isAll(pattern, start, i) ? predicate : null));
      }
      start = i + 1;
    }
    return parts;
  }

  /** Whether the run says all that the pattern does: but for a star before and a star behind. */
  private static boolean isAll(SigmaText pattern, int start, int end) {
    return (start == 0 || (start == 1 && pattern.at(0) == SigmaText.ANY))
        && (end == pattern.size()
            || (end == pattern.size() - 1 && pattern.at(end) == SigmaText.ANY));
  }

  private Choice one(Witness witness) {
    return new Choice(Set.of(witness), frequencies.of(witness));
  }
}

package io.cairn.sigma.engine;

import io.cairn.sigma.engine.Witnesses.Choice;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.Operator;
import io.cairn.sigma.expression.Predicate;
import io.cairn.sigma.expression.SigmaText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules are expected to cost, in nanoseconds per event of one core, by fixed weights: the same
 * rule and sample always come to the same. A rule costs its tests, all of them, as often as it is
 * woken.
 */
public final class Efforts {
  private static final double CANDIDATE = 20;
  private static final double SIMPLE = 10;
  private static final double PARSED = 40;
  private static final double PIECE = 10;
  private static final double PER_BYTE = 2.0;
  private static final double PER_BYTE_OF_REGEX = 3.2;
  private static final int VALUE = 80;
  private static final int OBJECT = 300;
  private static final int EVENT = 500;
  private static final Set<String> OBJECTS =
      Set.of("requestParameters", "responseElements", "userIdentity", "additionalEventData");

  private final Witnesses witnesses;

  Efforts(Witnesses witnesses) {
    this.witnesses = witnesses;
  }

  /**
   * One rule's.
   *
   * @param nanos per event
   * @param share of events that it is looked at in, 0 to 1
   * @param wokenBy what is looked for, in words
   */
  public record Effort(double nanos, double share, String wokenBy) {}

  /** What a detection is expected to cost. */
  public Effort of(Expression detection) {
    Choice choice = witnesses.of(detection);
    double share = Math.min(1, choice.share());
    return new Effort(share * (CANDIDATE + tests(detection)), share, words(choice));
  }

  private static String words(Choice choice) {
    if (choice.witnesses().isEmpty()) {
      return "nothing, so every event";
    }
    Witness first = choice.witnesses().iterator().next();
    FieldPath field = first.field();
    String name = field == null ? "keywords" : field.name();
    return switch (first) {
      case Witness.Present _ -> name + " being there";
      case Witness.Equal(var _, var literal, var _) -> name + " being '" + literal + "'";
      case Witness.Part(var _, var literal, var _, var _) ->
          name + " having '" + literal + "' in it";
      case Witness.Inside(var _, var network, var _) ->
          name + " lying in a network of /" + network.prefixLength();
    };
  }

  private static double tests(Expression expression) {
    return switch (expression) {
      case Expression.Test(Predicate predicate) -> test(predicate);
      case Expression.Not(Expression operand) -> tests(operand);
      case Expression.And(List<Expression> operands) -> tests(operands);
      case Expression.Or(List<Expression> operands) -> tests(operands);
    };
  }

  private static double tests(List<Expression> operands) {
    return operands.stream().mapToDouble(Efforts::tests).sum();
  }

  private static double test(Predicate predicate) {
    int bytes = bytes(predicate.field());
    return switch (predicate.operator()) {
      case Operator.Exists _, Operator.NullValue _ -> SIMPLE;
      case Operator.TextMatch text -> text(text.pattern(), bytes);
      case Operator.RegexSearch _ -> SIMPLE + PER_BYTE_OF_REGEX * bytes;
      case Operator.InNetwork _, Operator.NumberCompare _, Operator.TimeCompare _ -> PARSED;
      case Operator.FieldReference _ -> PARSED + PER_BYTE * bytes;
    };
  }

  private static double text(SigmaText pattern, int bytes) {
    if (!pattern.hasWildcards()) {
      return SIMPLE;
    }
    if (pattern.hasSingles()) {
      return SIMPLE + PER_BYTE_OF_REGEX * bytes;
    }
    long pieces = pattern.parts().filter(part -> part == SigmaText.ANY).count();
    boolean anchored = pieces == 1;
    return SIMPLE + PIECE * pieces + (anchored ? 0 : PER_BYTE * bytes);
  }

  private static int bytes(@Nullable FieldPath field) {
    return field == null ? EVENT : OBJECTS.contains(field.name()) ? OBJECT : VALUE;
  }
}

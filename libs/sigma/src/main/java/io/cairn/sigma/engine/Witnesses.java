package io.cairn.sigma.engine;

import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.Operator;
import io.cairn.sigma.expression.Predicate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a rule's witnesses: of an AND the rarest operand's, of an OR all operands' together, of a
 * negation none. The estimates decide cost, never results.
 */
final class Witnesses {
  /**
   * Expected share of events, in thousandths, in which a field has one given value; all others
   * {@link #ANY_VALUE}.
   */
  private static final Map<String, Integer> VALUE_SHARE =
      Map.ofEntries(
          Map.entry("eventName", 5),
          Map.entry("eventSource", 60),
          Map.entry("errorCode", 10),
          Map.entry("userIdentity.type", 250),
          Map.entry("awsRegion", 400),
          Map.entry("readOnly", 500),
          Map.entry("eventType", 900),
          Map.entry("eventCategory", 950),
          Map.entry("managementEvent", 950),
          Map.entry("eventVersion", 900));

  private static final int ANY_VALUE = 20;
  private static final int NESTED_PRESENT = 100;
  private static final int TOP_LEVEL_PRESENT = 1_000;
  private static final int OPTIONAL_PRESENT = 80;
  private static final Set<String> OPTIONAL =
      Set.of("errorCode", "errorMessage", "serviceEventDetails", "vpcEndpointId");

  private record Choice(Set<Witness> witnesses, long cost) {}

  private Witnesses() {}

  /** The witnesses of a rule; empty where it must be evaluated for every event. */
  static Set<Witness> of(Expression detection) {
    Choice choice = choose(detection, true);
    return choice == null ? Set.of() : choice.witnesses();
  }

  private static @Nullable Choice choose(Expression expression, boolean positive) {
    return switch (expression) {
      case Expression.Test(Predicate predicate) -> positive ? leaf(predicate) : null;
      case Expression.Not(Expression operand) -> choose(operand, !positive);
      case Expression.And(List<Expression> operands) ->
          positive ? cheapest(operands, true) : union(operands, false);
      case Expression.Or(List<Expression> operands) ->
          positive ? union(operands, true) : cheapest(operands, false);
    };
  }

  private static @Nullable Choice cheapest(List<Expression> operands, boolean positive) {
    Choice best = null;
    for (Expression operand : operands) {
      Choice choice = choose(operand, positive);
      if (choice != null && (best == null || choice.cost() < best.cost())) {
        best = choice;
      }
    }
    return best;
  }

  private static @Nullable Choice union(List<Expression> operands, boolean positive) {
    var all = new LinkedHashSet<Witness>();
    long cost = 0;
    for (Expression operand : operands) {
      Choice choice = choose(operand, positive);
      if (choice == null) {
        return null;
      }
      for (Witness witness : choice.witnesses()) {
        cost += all.add(witness) ? cost(witness) : 0;
      }
    }
    return new Choice(all, cost);
  }

  private static @Nullable Choice leaf(Predicate predicate) {
    return switch (predicate.operator()) {
      case Operator.NullValue _ -> null;
      case Operator.TextMatch text when !text.pattern().hasWildcards() ->
          one(new Witness(predicate.field(), text.pattern().folded()));
      case Operator.FieldReference reference -> {
        Choice left = one(new Witness(predicate.field(), null));
        Choice right = one(new Witness(reference.other(), null));
        yield left.cost() <= right.cost() ? left : right;
      }
      default -> one(new Witness(predicate.field(), null));
    };
  }

  private static Choice one(Witness witness) {
    return new Choice(new HashSet<>(Set.of(witness)), cost(witness));
  }

  private static long cost(Witness witness) {
    FieldPath field = witness.field();
    if (field == null) {
      return TOP_LEVEL_PRESENT;
    }
    String name = field.name();
    if (witness.literal() != null) {
      return VALUE_SHARE.getOrDefault(name, ANY_VALUE);
    }
    if (OPTIONAL.contains(name)) {
      return OPTIONAL_PRESENT;
    }
    return name.indexOf('.') < 0 ? TOP_LEVEL_PRESENT : NESTED_PRESENT;
  }
}

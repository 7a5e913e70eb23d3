package io.cairn.sigma.engine;

import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.Predicate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that an event could match. Each rule is filed under its rarest set of witnesses,
 * of which at least one is seen wherever the rule holds; a rule without any is always looked at.
 */
final class RuleIndex {
  private final Target always;
  private final @Nullable SlotIndex[] bySlot;

  private RuleIndex(Target always, @Nullable SlotIndex[] bySlot) {
    this.always = always;
    this.bySlot = bySlot;
  }

  void wake(Leaves leaves, Evaluation evaluation) {
    if (always.count() > 0) {
      evaluation.fire(always);
    }
    for (int i = 0; i < leaves.touchedCount(); i++) {
      int slot = leaves.touched(i);
      SlotIndex index = bySlot[slot];
      if (index != null) {
        index.wake(leaves, slot, evaluation);
      }
    }
  }

  void wakeByKeywords(int slot, Evaluation evaluation) {
    SlotIndex index = slot == PathNode.NO_SLOT ? null : bySlot[slot];
    if (index != null) {
      index.wakeByKeywords(slot, evaluation);
    }
  }

  /** Files rules under their witnesses. */
  static final class Draft {
    private final ToIntFunction<@Nullable FieldPath> slotOf;
    private final ToIntFunction<Predicate> numberOf;
    private final Target always = new Target();
    private final Map<Integer, SlotIndex.Draft> slots = new HashMap<>();

    /**
     * An empty index.
     *
     * @param slotOf a field's slot
     * @param numberOf a test's number, or {@link Target#NO_TEST} for one that no rule has
     */
    Draft(ToIntFunction<@Nullable FieldPath> slotOf, ToIntFunction<Predicate> numberOf) {
      this.slotOf = slotOf;
      this.numberOf = numberOf;
    }

    /** Files a rule; under no witnesses for one that is always looked at. */
    void add(int rule, Set<Witness> witnesses) {
      if (witnesses.isEmpty()) {
        always.add(rule);
      }
      for (Witness witness : witnesses) {
        Predicate proof = witness.proof();
        slots
            .computeIfAbsent(slotOf.applyAsInt(witness.field()), _ -> new SlotIndex.Draft())
            .add(witness, rule, proof == null ? Target.NO_TEST : numberOf.applyAsInt(proof));
      }
    }

    /**
     * Lets a test be decided by the index where that costs nothing: false where it does not do so.
     */
    boolean takeAlong(Predicate predicate, int number) {
      FieldPath field = predicate.field();
      SlotIndex.Draft slot = field == null ? null : slots.get(slotOf.applyAsInt(field));
      return slot != null && slot.takeAlong(predicate, number);
    }

    RuleIndex build(int count, WindowCounts counts) {
      @Nullable SlotIndex[] bySlot = new SlotIndex[count];
      slots.forEach((slot, draft) -> bySlot[slot] = draft.build(counts));
      return new RuleIndex(always, bySlot);
    }
  }
}

package io.cairn.sigma.engine;

import io.cairn.sigma.engine.LiteralFilter.Literal;
import io.cairn.sigma.expression.Address;
import io.cairn.sigma.expression.Network;
import io.cairn.sigma.expression.Operator;
import io.cairn.sigma.expression.Predicate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The witnesses that one field's values are held against. Immutable once built. */
final class SlotIndex {
  private static final int MAX_ADDRESS = 45;

  private final Target present;
  private final @Nullable EqualityTable equal;
  private final @Nullable LiteralFilter parts;
  private final @Nullable NetworkTable v4;
  private final @Nullable NetworkTable v6;

  private SlotIndex(Draft draft, WindowCounts counts) {
    present = draft.present;
    equal = draft.equal.isEmpty() ? null : new EqualityTable(draft.equal);
    parts = draft.parts.isEmpty() ? null : new LiteralFilter(draft.parts, counts);
    v4 = draft.v4.isEmpty() ? null : new NetworkTable(draft.v4);
    v6 = draft.v6.isEmpty() ? null : new NetworkTable(draft.v6);
  }

  void wake(Leaves leaves, int slot, Evaluation evaluation) {
    if (present.count() > 0) {
      evaluation.fire(present);
    }
    if (equal == null && parts == null && v4 == null && v6 == null) {
      return;
    }
    for (int leaf = leaves.first(slot); leaf != Leaves.NONE; leaf = leaves.next(leaf)) {
      if (leaves.type(leaf) != Leaves.NULL) {
        look(leaves, slot, leaf, evaluation);
      }
    }
  }

  void wakeByKeywords(int slot, Evaluation evaluation) {
    if (present.count() > 0) {
      evaluation.fire(present);
    }
    if (parts != null) {
      evaluation.scanKeywords(slot, parts);
    }
  }

  private void look(Leaves leaves, int slot, int leaf, Evaluation evaluation) {
    if (equal != null && (!leaves.isAscii(leaf) || equal.mayHave(leaves.length(leaf)))) {
      byte[] folded = leaves.foldedBytes(leaf);
      int from = leaves.foldedOffset(leaf);
      Target target = equal.find(folded, from, from + leaves.foldedLength(leaf));
      if (target != null) {
        evaluation.fire(target);
      }
    }
    if (parts != null) {
      evaluation.scan(slot, leaf, parts);
    }
    if ((v4 != null || v6 != null) && leaves.type(leaf) == Leaves.STRING) {
      address(leaves, leaf, evaluation);
    }
  }

  private void address(Leaves leaves, int leaf, Evaluation evaluation) {
    int from = leaves.offset(leaf);
    long v4Address = Ipv4.parse(leaves.bytes(leaf), from, from + leaves.length(leaf));
    if (v4Address != Ipv4.NONE) {
      fireAll(v4 == null ? null : v4.find(0, v4Address), evaluation);
    } else if (v6 != null && leaves.mayBeIpv6(leaf)) {
      Address address = Address.parse(leaves.shortText(leaf, MAX_ADDRESS));
      if (address != null) {
        fireAll(v6.find(address.high(), address.low()), evaluation);
      }
    }
  }

  private static void fireAll(Target @Nullable [] targets, Evaluation evaluation) {
    if (targets != null) {
      for (Target target : targets) {
        evaluation.fire(target);
      }
    }
  }

  /** Gathers the witnesses of a slot. */
  static final class Draft {
    private final Target present = new Target();
    private final Map<String, Target> equal = new HashMap<>();
    private final Map<Literal, Target> parts = new HashMap<>();
    private final Map<Network, Target> v4 = new HashMap<>();
    private final Map<Network, Target> v6 = new HashMap<>();
    private final Set<Integer> proven = new HashSet<>();

    void add(Witness witness, int rule, int proof) {
      Target target = target(witness);
      target.proves(proof);
      proven.add(proof);
      target.add(rule);
    }

    /** Whole values, where there is a table of them anyway; and what is looked for as it is. */
    boolean takeAlong(Predicate predicate, int number) {
      if (predicate.operator() instanceof Operator.TextMatch text
          && !text.cased()
          && !text.pattern().hasWildcards()
          && !equal.isEmpty()) {
        equal
            .computeIfAbsent(text.pattern().text(0, text.pattern().size()), _ -> new Target())
            .proves(number);
        return true;
      }
      return proven.contains(number);
    }

    private Target target(Witness witness) {
      return switch (witness) {
        case Witness.Present _ -> present;
        case Witness.Equal(var _, var literal, var _) ->
            equal.computeIfAbsent(literal.text(0, literal.size()), _ -> new Target());
        case Witness.Part(var _, var literal, var anchor, var _) ->
            parts.computeIfAbsent(new Literal(literal, anchor), _ -> new Target());
        case Witness.Inside(var _, var network, var _) ->
            (network.base().isV6() ? v6 : v4).computeIfAbsent(network, _ -> new Target());
      };
    }

    SlotIndex build(WindowCounts counts) {
      return new SlotIndex(this, counts);
    }
  }
}

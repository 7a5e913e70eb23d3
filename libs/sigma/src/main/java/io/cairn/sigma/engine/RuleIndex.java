package io.cairn.sigma.engine;

import io.cairn.regex.Utf8;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.SigmaText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that an event could match. Each rule is filed under its cheapest set of
 * witnesses, of which at least one must hold for the rule to hold: a field that equals a literal,
 * or a field that is present at all.
 */
final class RuleIndex {
  private static final int[] NOBODY = {};

  private final int[] always;
  private final int[][] byPresence;
  private final @Nullable LiteralTable[] byValue;

  private RuleIndex(int[] always, int[][] byPresence, @Nullable LiteralTable[] byValue) {
    this.always = always;
    this.byPresence = byPresence;
    this.byValue = byValue;
  }

  static RuleIndex build(
      List<SigmaRule> rules, ToIntFunction<@Nullable FieldPath> slotOf, int slots) {
    var always = new ArrayList<Integer>();
    Map<Integer, List<Integer>> presence = new HashMap<>();
    Map<Integer, Map<SigmaText, List<Integer>>> values = new HashMap<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      Set<Witness> witnesses = Witnesses.of(rules.get(rule).detection());
      if (witnesses.isEmpty()) {
        always.add(rule);
      }
      for (Witness witness : witnesses) {
        int slot = slotOf.applyAsInt(witness.field());
        if (witness.literal() == null) {
          presence.computeIfAbsent(slot, _ -> new ArrayList<>()).add(rule);
        } else {
          values
              .computeIfAbsent(slot, _ -> new HashMap<>())
              .computeIfAbsent(witness.literal(), _ -> new ArrayList<>())
              .add(rule);
        }
      }
    }
    int[][] byPresence = new int[slots][];
    @Nullable LiteralTable[] byValue = new LiteralTable[slots];
    for (int slot = 0; slot < slots; slot++) {
      byPresence[slot] = presence.containsKey(slot) ? array(presence.get(slot)) : NOBODY;
      byValue[slot] = values.containsKey(slot) ? table(values.get(slot)) : null;
    }
    return new RuleIndex(array(always), byPresence, byValue);
  }

  private static int[] array(@Nullable List<Integer> rules) {
    return rules == null
        ? NOBODY
        : new HashSet<>(rules).stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static LiteralTable table(@Nullable Map<SigmaText, List<Integer>> values) {
    var table = new LiteralTable(values == null ? 0 : values.size());
    if (values != null) {
      values.forEach(
          (text, rules) -> table.put(Utf8.encode(text.text(0, text.size())), array(rules)));
    }
    return table;
  }

  void wake(Leaves leaves, Candidates candidates) {
    candidates.wakeAll(always);
    for (int i = 0; i < leaves.touchedCount(); i++) {
      int slot = leaves.touched(i);
      candidates.wakeAll(byPresence[slot]);
      LiteralTable table = byValue[slot];
      if (table != null) {
        wakeByValue(leaves, slot, table, candidates);
      }
    }
  }

  private static void wakeByValue(
      Leaves leaves, int slot, LiteralTable table, Candidates candidates) {
    for (int leaf = leaves.first(slot); leaf != Leaves.NONE; leaf = leaves.next(leaf)) {
      if (leaves.type(leaf) != Leaves.NULL) {
        byte[] folded = leaves.foldedBytes(leaf);
        int from = leaves.foldedOffset(leaf);
        candidates.wakeAll(table.get(folded, from, from + leaves.foldedLength(leaf)));
      }
    }
  }

  /** Rules by the bytes of a literal. */
  private static final class LiteralTable {
    private final byte[][] literals;
    private final int[][] rules;
    private final int mask;

    LiteralTable(int size) {
      int capacity = Math.max(2, Integer.highestOneBit(Math.max(1, size)) * 4);
      literals = new byte[capacity][];
      rules = new int[capacity][];
      mask = capacity - 1;
    }

    void put(byte[] literal, int[] woken) {
      int at = hash(literal, 0, literal.length) & mask;
      while (literals[at] != null) {
        at = (at + 1) & mask;
      }
      literals[at] = literal;
      rules[at] = woken;
    }

    int[] get(byte[] bytes, int from, int to) {
      int at = hash(bytes, from, to) & mask;
      while (literals[at] != null) {
        if (Arrays.equals(literals[at], 0, literals[at].length, bytes, from, to)) {
          return rules[at];
        }
        at = (at + 1) & mask;
      }
      return NOBODY;
    }

    /**
     * Over at most 64 bytes: the ends of long values tell them apart, and no value may cost more
     * than its compare.
     */
    private static int hash(byte[] bytes, int from, int to) {
      int hash = to - from;
      int head = Math.min(to, from + 32);
      for (int i = from; i < head; i++) {
        hash = hash * 31 + bytes[i];
      }
      for (int i = Math.max(head, to - 32); i < to; i++) {
        hash = hash * 31 + bytes[i];
      }
      return hash ^ hash >>> 15;
    }
  }
}

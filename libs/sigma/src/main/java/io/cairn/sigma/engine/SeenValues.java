package io.cairn.sigma.engine;

import io.cairn.sigma.MalformedEventException;
import io.cairn.sigma.engine.Witness.Anchor;
import io.cairn.sigma.expression.Address;
import io.cairn.sigma.expression.Network;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Predicate;

/** What a sample of events holds in the fields that rules name. */
final class SeenValues {
  private static final int MAX_LENGTH = 400;

  private final List<Map<String, Integer>> values = new ArrayList<>();
  private final int[] present;
  private int events;
  private int passedOver;

  SeenValues(Fields fields, List<byte[]> sample, WindowCounts counts) {
    present = new int[fields.slots()];
    for (int slot = 0; slot < fields.slots(); slot++) {
      values.add(new HashMap<>());
    }
    var leaves = new Leaves(fields.slots());
    var scanner = new CompactScanner(fields, leaves);
    var thorough = new EventScanner(fields, leaves);
    for (byte[] event : sample) {
      try {
        if (!scanner.scan(event, 0, event.length)) {
          thorough.scan(scanner.bytes(), 0, event.length);
        }
        note(leaves, counts);
      } catch (MalformedEventException e) {
        passedOver++; // a sample may hold what no rule will ever judge
      }
    }
  }

  private void note(Leaves leaves, WindowCounts counts) {
    events++;
    for (int i = 0; i < leaves.touchedCount(); i++) {
      int slot = leaves.touched(i);
      present[slot]++;
      for (int leaf = leaves.first(slot); leaf != Leaves.NONE; leaf = leaves.next(leaf)) {
        if (leaves.type(leaf) != Leaves.NULL && leaves.length(leaf) <= MAX_LENGTH) {
          byte[] folded = leaves.foldedBytes(leaf);
          int from = leaves.foldedOffset(leaf);
          int size = leaves.foldedLength(leaf);
          counts.add(folded, from, from + size);
          values
              .get(slot)
              .merge(new String(folded, from, size, StandardCharsets.UTF_8), 1, Integer::sum);
        }
      }
    }
  }

  /** How many events there were. */
  int events() {
    return events;
  }

  /** How many more there were that are not JSON. */
  int passedOver() {
    return passedOver;
  }

  /** In how many of them the field was there. */
  int present(int slot) {
    return present[slot];
  }

  /** How often the field had this value. */
  int equal(int slot, String literal) {
    return values.get(slot).getOrDefault(literal, 0);
  }

  /** How often the field had a value with this in it. */
  int part(int slot, String literal, Anchor anchor) {
    return count(
        slot,
        value ->
            switch (anchor) {
              case START -> value.startsWith(literal);
              case END -> value.endsWith(literal);
              case ANYWHERE -> value.contains(literal);
            });
  }

  /** How often the field had an address of this network. */
  int inside(int slot, Network network) {
    return count(
        slot,
        value -> {
          Address address = Address.parse(value);
          return address != null && network.contains(address);
        });
  }

  private int count(int slot, Predicate<String> accepted) {
    int count = 0;
    for (Entry<String, Integer> entry : values.get(slot).entrySet()) {
      count += accepted.test(entry.getKey()) ? entry.getValue() : 0;
    }
    return count;
  }
}

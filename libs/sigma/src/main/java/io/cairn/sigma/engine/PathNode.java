package io.cairn.sigma.engine;

import io.cairn.regex.Utf8;
import io.cairn.sigma.expression.FieldPath;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One key of the paths that rules name: the scanner walks only along these. Immutable once built.
 *
 * <p>A key with dots, which a path could mean as one literal key, leads to {@link #DOTTED}: such an
 * event is resolved field by field instead.
 */
final class PathNode {
  /** Stands for any literal key with dots that some path could mean. */
  static final PathNode DOTTED = new PathNode(-1, 0, Map.of());

  static final int NO_SLOT = -1;

  private final int slot;
  private final int number;
  private final byte[][] names;
  private final PathNode[] nodes;
  private final int mask;

  private PathNode(int slot, int number, Map<String, PathNode> children) {
    this.slot = slot;
    this.number = number;
    int size = Math.max(2, Integer.highestOneBit(children.size() * 4));
    this.names = new byte[size][];
    this.nodes = new PathNode[size];
    this.mask = size - 1;
    children.forEach(this::put);
  }

  private void put(String name, PathNode node) {
    byte[] key = Utf8.encode(name);
    int at = hash(key, 0, key.length) & mask;
    while (names[at] != null) {
      at = (at + 1) & mask;
    }
    names[at] = key;
    nodes[at] = node;
  }

  int slot() {
    return slot;
  }

  /** Tells it from all others of its tree; below {@link #count}. */
  int number() {
    return number;
  }

  /** How many nodes there are from here down, {@link #DOTTED} included. */
  int count() {
    int count = 1;
    for (PathNode node : nodes) {
      count += node == null ? 0 : node.count();
    }
    return count;
  }

  @Nullable PathNode child(byte[] bytes, int from, int to) {
    int at = hash(bytes, from, to) & mask;
    while (names[at] != null) {
      if (Arrays.equals(names[at], 0, names[at].length, bytes, from, to)) {
        return nodes[at];
      }
      at = (at + 1) & mask;
    }
    return null;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash ^ hash >>> 15;
  }

  /** The root over these fields; a field's index is its slot. */
  static PathNode root(List<FieldPath> fields) {
    var root = new Draft();
    for (int slot = 0; slot < fields.size(); slot++) {
      List<String> keys = fields.get(slot).keys();
      Draft at = root;
      for (int i = 0; i < keys.size(); i++) {
        for (int j = i + 2; j <= keys.size(); j++) {
          at.dotted.put(String.join(".", keys.subList(i, j)), DOTTED);
        }
        at = at.children.computeIfAbsent(keys.get(i), _ -> new Draft());
      }
      at.slot = slot;
    }
    return root.build(new int[1]);
  }

  private static final class Draft {
    final Map<String, Draft> children = new HashMap<>();
    final Map<String, PathNode> dotted = new HashMap<>();
    int slot = NO_SLOT;

    PathNode build(int[] numbers) {
      int number = ++numbers[0];
      Map<String, PathNode> all = new HashMap<>(dotted);
      children.forEach((name, child) -> all.put(name, child.build(numbers)));
      return new PathNode(slot, number, all);
    }
  }
}

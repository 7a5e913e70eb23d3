package io.cairn.sigma.engine;

import io.cairn.sigma.expression.FieldPath;
import java.util.List;

/**
 * The fields that rules name, each with its slot.
 *
 * @param paths by slot
 * @param root the same as a tree
 * @param keywordSlot the slot of every string, number and boolean, or {@link PathNode#NO_SLOT}
 *     where no rule asks
 */
record Fields(List<FieldPath> paths, PathNode root, int keywordSlot) {
  int nodes() {
    return root.count() + 1;
  }

  int slots() {
    return paths.size() + 1;
  }
}

package io.cairn.policy;

import org.jspecify.annotations.Nullable;

/**
 * Candidates by the number of their action, found without a lock. A reader that comes between sees
 * the old table, or no entry, and makes the candidates again.
 */
final class ActionTable {
  /** Most actions that are kept; AWS has some twenty thousand, one principal uses few. */
  private static final int MOST = 4_096;

  private static final int FIRST = 8;

  private record Table(int[] actions, @Nullable Candidates[] candidates) {
    static Table ofSize(int size) {
      return new Table(new int[size], new Candidates[size]);
    }

    int slot(int action) {
      int mask = actions.length - 1;
      int slot = ((action * 0x9E3779B1) >>> 8) & mask;
      while (actions[slot] != 0 && actions[slot] != action) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }
  }

  private volatile Table table = Table.ofSize(FIRST);
  private int size;

  /** The candidates of an action by its number, null if they are not kept. */
  @Nullable Candidates get(int action) {
    Table known = table;
    int slot = known.slot(action);
    return known.actions[slot] == action ? known.candidates[slot] : null;
  }

  /** Keeps the candidates of an action that has a number. */
  synchronized void put(int action, Candidates candidates) {
    if (action == 0 || size >= MOST || get(action) != null) {
      return;
    }
    if (size * 2 >= table.actions.length) {
      grow();
    }
    int slot = table.slot(action);
    table.candidates[slot] = candidates;
    table.actions[slot] = action;
    size++;
  }

  private void grow() {
    Table before = table;
    Table after = Table.ofSize(before.actions.length * 2);
    for (int i = 0; i < before.actions.length; i++) {
      if (before.actions[i] != 0) {
        int slot = after.slot(before.actions[i]);
        after.actions[slot] = before.actions[i];
        after.candidates[slot] = before.candidates[i];
      }
    }
    table = after;
  }
}

package io.cairn.guard.value;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys whose containers are parsed at once; the others stay closed until something looks inside.
 * Immutable; keys are compared by identity, so all are {@link Keys} objects.
 */
public final class KeySet {

  /** Every key: nothing stays closed. */
  public static final KeySet ALL = new KeySet(List.of(), true);

  /** No key. */
  public static final KeySet NONE = new KeySet(List.of(), false);

  private final @Nullable String[] slots;
  private final boolean all;

  private KeySet(Collection<String> keys, boolean all) {
    this.all = all;
    this.slots = new String[Math.max(4, Integer.highestOneBit(keys.size() + 1) * 4)];
    for (var key : keys) {
      int at = key.hashCode() & (slots.length - 1);
      while (slots[at] != null) {
        at = (at + 1) & (slots.length - 1);
      }
      slots[at] = key;
    }
  }

  /** A set of distinct keys. */
  public static KeySet of(Collection<String> keys) {
    return new KeySet(keys.stream().map(Keys::of).distinct().toList(), false);
  }

  @SuppressWarnings("ReferenceEquality") // keys are interned
  boolean has(String key) {
    int at = key.hashCode() & (slots.length - 1);
    var slot = slots[at];
    while (slot != null) {
      if (slot == key) {
        return true;
      }
      at = (at + 1) & (slots.length - 1);
      slot = slots[at];
    }
    return all;
  }
}

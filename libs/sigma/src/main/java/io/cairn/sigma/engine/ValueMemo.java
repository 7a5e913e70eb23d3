package io.cairn.sigma.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What values of one field met in the index, by the values' bytes: the same agents and identities
 * come again and again. A pure function of the value, so that it changes cost alone; holds at most
 * 512 values and rests while few come again. Belongs to one thread.
 */
final class ValueMemo {
  private static final int SIZE = 512;
  private static final int MAX_LENGTH = 512;
  private static final int TRIAL = 4_096;
  private static final int REST = 65_536;

  private final byte[][] values = new byte[SIZE][];
  private final Target[][] targets = new Target[SIZE][];
  private final int[] sighted = new int[SIZE];
  private final boolean[] used = new boolean[SIZE];
  private int hits;
  private int looks;
  private int resting;

  /** Whether values are looked up at the moment. */
  boolean isAwake() {
    if (resting > 0) {
      resting--;
      return false;
    }
    if (++looks == TRIAL) {
      resting = hits * 5 < TRIAL * 2 ? REST : 0;
      looks = 0;
      hits = 0;
    }
    return true;
  }

  /** The targets of a value seen before, or null. */
  Target @Nullable [] find(byte[] in, int from, int to, int hash) {
    int at = hash & (SIZE - 1);
    byte[] value = values[at];
    if (value == null || !Arrays.equals(value, 0, value.length, in, from, to)) {
      return null;
    }
    hits++;
    used[at] = true;
    return targets[at];
  }

  /** Keeps a value at its second sighting, unless the one in its place is in use. */
  void keep(byte[] in, int from, int to, int hash, Target[] fired, int count) {
    int at = hash & (SIZE - 1);
    if (sighted[at] != hash || used[at] || to - from > MAX_LENGTH) {
      sighted[at] = hash;
      used[at] = false;
      return;
    }
    values[at] = Arrays.copyOfRange(in, from, to);
    targets[at] = Arrays.copyOf(fired, count);
  }
}

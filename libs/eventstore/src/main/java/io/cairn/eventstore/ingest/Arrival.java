package io.cairn.eventstore.ingest;

import org.jspecify.annotations.Nullable;

/**
 * The order in which the events of one append came. Blocks hold them by time and key; what came
 * first of one second is known from here, until it was told.
 *
 * @param batch number of the append among those of its partition
 * @param ordinals for each event in the order of the blocks, its place in the append, 0 to 65,535;
 *     null when it is not known any more
 */
record Arrival(long batch, int @Nullable [] ordinals) {
  /** Of merged blocks: whatever they hold was told. */
  static final Arrival UNKNOWN = new Arrival(0, null);

  /** The places of some events, two bytes each, big end first. */
  byte @Nullable [] bytes(int from, int to) {
    if (ordinals == null) {
      return null;
    }
    byte[] bytes = new byte[2 * (to - from)];
    for (int i = from; i < to; i++) {
      bytes[2 * (i - from)] = (byte) (ordinals[i] >>> 8);
      bytes[2 * (i - from) + 1] = (byte) ordinals[i];
    }
    return bytes;
  }
}

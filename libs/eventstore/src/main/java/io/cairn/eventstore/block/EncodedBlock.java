package io.cairn.eventstore.block;

/**
 * A block ready to be stored; the arrays are not copied.
 *
 * @param day UTC day of all its events, in days since 1970
 * @param count events, 1 to {@link #MAX_EVENTS}
 * @param first time of the oldest, microseconds since 1970
 * @param last time of the newest
 * @param dictionary id of the dictionary of its frames, 0 for none
 * @param keys keys of the events, 16 bytes each, in their order
 * @param payload version byte and frames
 * @param index bytes of {@link BlockIndex}
 */
public record EncodedBlock(
    int day,
    int count,
    long first,
    long last,
    int dictionary,
    byte[] keys,
    byte[] payload,
    byte[] index) {
  /** Most events in a block. */
  public static final int MAX_EVENTS = 1_024;

  /** First byte of a payload of today's format. */
  public static final int PAYLOAD_VERSION = 1;

  /** The same without keys and payload, to keep while more blocks are sent. */
  public EncodedBlock indexOnly() {
    return new EncodedBlock(day, count, first, last, dictionary, NONE, NONE, index);
  }

  private static final byte[] NONE = {};
}

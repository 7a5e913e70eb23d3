package io.cairn.eventstore.query;

import io.cairn.eventstore.codec.EventKey;

/**
 * A place in the order, newest first: time, key of the event id, account, each descending. It is
 * intrinsic to the event, so a token made of it outlives merging, sealing and restore.
 *
 * @param time microseconds since 1970
 * @param key key of the event id
 * @param account the account; "" sorts before, that is behind, every one
 */
record Place(long time, EventKey key, String account) implements Comparable<Place> {
  private static final String PREFIX = "b1,";

  /** Sorts behind every account, that is before it in the order. */
  private static final String LAST_ACCOUNT = "\uffff";

  /** Before every event of this time and older ones. */
  static Place beforeAllOf(long time) {
    return new Place(time, EventKey.MAX, LAST_ACCOUNT);
  }

  @Override
  public int compareTo(Place other) {
    int order = Long.compare(time, other.time);
    if (order == 0) {
      order = key.compareTo(other.key);
    }
    return order != 0 ? order : account.compareTo(other.account);
  }

  String token() {
    return PREFIX
        + time
        + ","
        + Long.toHexString(key.high())
        + ","
        + Long.toHexString(key.low())
        + ","
        + (account.equals(LAST_ACCOUNT) ? "*" : account);
  }

  /** Reads {@link #token()}. Throws {@link IllegalArgumentException} for anything else. */
  static Place ofToken(String token) {
    String[] parts = token.split(",", -1);
    if (!token.startsWith(PREFIX) || parts.length != 5) {
      throw new IllegalArgumentException("not a token of the event store: " + token);
    }
    var key =
        new EventKey(Long.parseUnsignedLong(parts[2], 16), Long.parseUnsignedLong(parts[3], 16));
    String account = parts[4].equals("*") ? LAST_ACCOUNT : parts[4];
    return new Place(Long.parseLong(parts[1]), key, account);
  }
}

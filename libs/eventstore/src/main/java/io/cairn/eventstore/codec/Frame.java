package io.cairn.eventstore.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one frame, in the order of their block.
 *
 * @param events the bytes as they came; not copied, so not to be changed
 * @param accounts for each event the account its source gave it, or null where the event itself
 *     names its account
 */
public record Frame(byte[][] events, @Nullable String[] accounts) {
  /** Most events in one frame. */
  public static final int EVENTS = 32;

  /** Memory it takes, in bytes. */
  public int weight() {
    int weight = 64;
    for (byte[] event : events) {
      weight += event.length + 24;
    }
    return weight;
  }

  /**
   * An event on its way into a frame.
   *
   * @param bytes the event
   * @param key key of its id
   * @param account its account, where the event does not name it itself
   */
  public record Item(byte[] bytes, EventKey key, @Nullable String account) {}

  /** Number of frames that hold {@code events} events. */
  public static int count(int events) {
    return (events + EVENTS - 1) / EVENTS;
  }

  static void check(List<Item> items) {
    if (items.isEmpty() || items.size() > EVENTS) {
      throw new IllegalArgumentException("1 to 32 events make a frame, not " + items.size());
    }
  }
}

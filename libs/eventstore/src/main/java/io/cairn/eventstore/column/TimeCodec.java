package io.cairn.eventstore.column;

import io.cairn.eventstore.codec.ByteReader;
import io.cairn.eventstore.codec.ByteWriter;

/**
 * Times of the events of one block, ascending, in microseconds since 1970: a varint unit (1, or
 * 1,000,000 when all are whole seconds), a zigzag first time and varint differences, in units.
 */
public final class TimeCodec {
  private static final long SECOND = 1_000_000;

  private TimeCodec() {}

  /** Appends times. */
  public static void write(long[] times, ByteWriter to) {
    long unit = SECOND;
    for (long time : times) {
      if (time % SECOND != 0) {
        unit = 1;
        break;
      }
    }
    to.putVarint(unit);
    long before = 0;
    for (int i = 0; i < times.length; i++) {
      long time = times[i] / unit;
      if (i == 0) {
        to.putZigzag(time);
      } else {
        to.putVarint(time - before);
      }
      before = time;
    }
  }

  /** Reads {@code count} times. */
  public static long[] read(ByteReader from, int count) {
    long unit = from.getVarint();
    if (unit != 1 && unit != SECOND) {
      throw from.damaged("a unit of " + unit + " microseconds");
    }
    long[] times = new long[count];
    long time = 0;
    for (int i = 0; i < count; i++) {
      time = i == 0 ? from.getZigzag() : time + from.getVarint();
      times[i] = time * unit;
    }
    return times;
  }
}

package io.cairn.eventstore.block;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts sorted events into blocks: at the day's end, at 1,024 events, at 4 MiB of events and at
 * 32,768 named resources, so that neither memory nor a column's terms grow beyond bounds.
 */
public final class BlockCutter {
  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_RESOURCES = 32_768;

  private BlockCutter() {}

  /** The blocks' events, in order; the parts are views of {@code sorted}. */
  public static List<List<Incoming>> cut(List<Incoming> sorted) {
    List<List<Incoming>> blocks = new ArrayList<>();
    int start = 0;
    while (start < sorted.size()) {
      int end = end(sorted, start);
      blocks.add(sorted.subList(start, end));
      start = end;
    }
    return blocks;
  }

  private static int end(List<Incoming> sorted, int start) {
    int day = sorted.get(start).day();
    int limit = Math.min(sorted.size(), start + EncodedBlock.MAX_EVENTS);
    long bytes = 0;
    int resources = 0;
    int at = start;
    for (; at < limit; at++) {
      Incoming next = sorted.get(at);
      bytes += next.event().bytes().length;
      resources += next.event().event().resources().size();
      boolean full = bytes > MAX_BYTES || resources > MAX_RESOURCES || next.day() != day;
      if (full && at > start) {
        break;
      }
    }
    return at;
  }
}

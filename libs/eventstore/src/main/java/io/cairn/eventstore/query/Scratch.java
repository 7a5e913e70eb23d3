package io.cairn.eventstore.query;

import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.PredicateMatcher;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What deciding on events' bytes needs beside them. It takes about a megabyte and learns as it
 * goes, so that it is kept between queries.
 */
final class Scratch {
  private static final int KEPT = 8;

  private final EventScanner scanner = new EventScanner();
  private final PredicateMatcher matcher = new PredicateMatcher();

  private Scratch() {}

  EventScanner scanner() {
    return scanner;
  }

  PredicateMatcher matcher() {
    return matcher;
  }

  /** Those that nobody uses; thread-safe. */
  static final class Pool {
    private final ConcurrentLinkedQueue<Scratch> idle = new ConcurrentLinkedQueue<>();

    /** One for the caller alone, until it is given back. */
    Scratch take() {
      Scratch kept = idle.poll();
      return kept != null ? kept : new Scratch();
    }

    void give(Scratch scratch) {
      if (idle.size() < KEPT) {
        idle.add(scratch);
      }
    }
  }
}

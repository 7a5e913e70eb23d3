package io.cairn.eventstore.query;

import io.cairn.eventstore.column.EventSet;
import io.cairn.eventstore.run.RunMeta;
import org.jspecify.annotations.Nullable;

/**
 * Something that still holds events, with a time that none of them is newer than. They wait in a
 * heap, newest first; of the same time what is closed comes before what is open, so that an event
 * is taken only when nothing closed can hold a newer one.
 */
sealed interface Source {
  /** No event of it is newer; microseconds since 1970. */
  long newest();

  /** Orders as the heap needs. */
  static int compare(Source a, Source b) {
    int order = Long.compare(b.newest(), a.newest());
    return order != 0 ? order : Boolean.compare(a instanceof Matches, b instanceof Matches);
  }

  /** An open block that was not looked into. */
  record Open(OpenBlock block) implements Source {
    @Override
    public long newest() {
      return block.last();
    }
  }

  /** A run that was not looked into. */
  record Run(SealedRun run) implements Source {
    @Override
    public long newest() {
      return run.last();
    }
  }

  /** A chunk that was not looked into. */
  record Chunk(SealedRun run, RunMeta meta, RunTerms terms, int number, long newest)
      implements Source {}

  /** A block of a chunk that was not looked into. */
  record Block(Chunk chunk, int number, RunMeta.Block block) implements Source {
    @Override
    public long newest() {
      return block.last();
    }
  }

  /** Events of one block that may match, newest first; never empty while in the heap. */
  final class Matches implements Source {
    private final BlockRef block;
    private final EventSet events;
    private final long[] times;
    private int next;
    private @Nullable BlockKeys keys;

    Matches(BlockRef block, EventSet events, long[] times) {
      this.block = block;
      this.events = events;
      this.times = times;
      this.next = events.lastUpTo(times.length - 1);
    }

    BlockRef block() {
      return block;
    }

    boolean hasNext() {
      return next >= 0;
    }

    int next() {
      return next;
    }

    @Override
    public long newest() {
      return times[next];
    }

    long time(int event) {
      return times[event];
    }

    /** The match behind {@code event}, or -1. */
    int behind(int event) {
      return events.lastUpTo(event - 1);
    }

    /** Counts {@code event} and all before it as taken. */
    void take(int event) {
      next = behind(event);
    }

    @Nullable BlockKeys keys() {
      return keys;
    }

    void keys(BlockKeys known) {
      keys = known;
    }
  }
}

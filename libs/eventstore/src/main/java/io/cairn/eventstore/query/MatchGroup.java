package io.cairn.eventstore.query;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.column.EventSet;
import io.cairn.eventstore.run.ChunkColumns;
import io.cairn.eventstore.run.RunMeta;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of an open block or of a chunk that match, and how to look at them. */
abstract class MatchGroup {
  private EventSet matching = EventSet.none(0);

  private MatchGroup() {}

  /** Those that match. */
  final EventSet matching() {
    return matching;
  }

  final void matching(EventSet events) {
    matching = events;
  }

  /** A column of all events, or null. */
  abstract @Nullable Column column(Attribute attribute) throws SQLException;

  /** Tells the times of all events, block by block. */
  abstract void times(TimeSink sink) throws SQLException;

  /** Receives the times of a block's events. */
  interface TimeSink {
    /** Times of the events from number {@code start} of the group on. */
    void block(int start, long[] times);
  }

  static MatchGroup of(BlockIndex index) {
    return new MatchGroup() {
      @Override
      @Nullable Column column(Attribute attribute) {
        return index.column(attribute);
      }

      @Override
      void times(TimeSink sink) {
        sink.block(0, index.times());
      }
    };
  }

  static MatchGroup of(StoreReader reader, SealedRun run, RunMeta meta, int chunk) {
    return new MatchGroup() {
      @Override
      @Nullable Column column(Attribute attribute) throws SQLException {
        return reader.column(run, meta, chunk, attribute);
      }

      @Override
      void times(TimeSink sink) throws SQLException {
        ChunkColumns.Times times = reader.times(run, meta, chunk);
        List<RunMeta.Block> blocks = meta.chunks().get(chunk).blocks();
        for (int i = 0; i < blocks.size(); i++) {
          sink.block(blocks.get(i).start(), times.ofBlock(i));
        }
      }
    };
  }
}

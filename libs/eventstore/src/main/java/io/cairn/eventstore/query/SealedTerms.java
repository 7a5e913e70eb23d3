package io.cairn.eventstore.query;

import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.column.EventSet;
import io.cairn.eventstore.run.Posting;
import io.cairn.eventstore.run.RunMeta;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What buckets and columns know of a range of events of one chunk. */
final class SealedTerms implements Evaluator.Terms {
  private final StoreReader reader;
  private final SealedRun run;
  private final RunMeta meta;
  private final RunTerms terms;
  private final int chunk;
  private final int from;
  private final int count;

  SealedTerms(
      StoreReader reader,
      SealedRun run,
      RunMeta meta,
      RunTerms terms,
      int chunk,
      int from,
      int count) {
    this.reader = reader;
    this.run = run;
    this.meta = meta;
    this.terms = terms;
    this.chunk = chunk;
    this.from = from;
    this.count = count;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public EventSet possible(Condition.Term term) throws SQLException {
    return switch (terms.of(term, meta)) {
      case Posting.None _ -> EventSet.none(count);
      case Posting.Events events -> RunTerms.listed(events, chunk, from, count);
      case Posting.Chunks chunks when (chunks.mask() >>> chunk & 1) == 0 -> EventSet.none(count);
      case Posting.Chunks _ -> {
        Column column = column(term);
        yield column == null ? EventSet.all(count) : with(column, term);
      }
    };
  }

  @Override
  public EventSet certain(Condition.Term term) throws SQLException {
    if (terms.of(term, meta) instanceof Posting.None) {
      return EventSet.none(count);
    }
    Column column = column(term);
    return column == null ? EventSet.none(count) : with(column, term);
  }

  private EventSet with(Column column, Condition.Term term) {
    return column.with(column.code(term.value()), from, count);
  }

  /** The column; null where there is none or it is damaged: then the events' bytes decide. */
  private @Nullable Column column(Condition.Term term) throws SQLException {
    try {
      return reader.column(run, meta, chunk, term.attribute());
    } catch (DamagedException _) {
      return null;
    }
  }

  @Override
  public boolean isCheap(Condition.Term term) {
    return !(terms.of(term, meta) instanceof Posting.Chunks);
  }
}

package io.cairn.eventstore.query;

import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.column.EventSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What an open block's own index knows: everything, exactly. */
final class OpenTerms implements Evaluator.Terms {
  private final BlockIndex index;
  private final KeySource keys;

  /** Reads the block's keys when a condition asks for an event id. */
  interface KeySource {
    @Nullable BlockKeys keys() throws SQLException;
  }

  OpenTerms(BlockIndex index, KeySource keys) {
    this.index = index;
    this.keys = keys;
  }

  @Override
  public int count() {
    return index.count();
  }

  @Override
  public EventSet possible(Condition.Term term) throws SQLException {
    EventKey key = term.key();
    if (key != null) {
      BlockKeys known = keys.keys();
      return known == null ? EventSet.none(count()) : known.with(key);
    }
    Column column = index.column(term.attribute());
    return column == null
        ? EventSet.all(count())
        : column.with(column.code(term.value()), 0, count());
  }

  @Override
  public EventSet certain(Condition.Term term) throws SQLException {
    boolean known = term.key() == null && index.column(term.attribute()) != null;
    return known ? possible(term) : EventSet.none(count());
  }

  @Override
  public boolean isCheap(Condition.Term term) {
    return true;
  }
}

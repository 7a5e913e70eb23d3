package io.cairn.eventstore.query;

import io.cairn.eventstore.column.EventSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Evaluates a condition on some events by what an index knows: which may match, and which do for
 * certain. Where the index is exact the two are the same; where it is not (hashed terms, paths) the
 * bytes decide between them.
 */
final class Evaluator {

  /** What an index knows of terms. */
  interface Terms {
    /** Number of events. */
    int count();

    /** A superset of the events with this term; a new set each time. */
    EventSet possible(Condition.Term term) throws SQLException;

    /** A subset of the events with this term; a new set each time. */
    EventSet certain(Condition.Term term) throws SQLException;

    /** Whether {@link #possible} costs next to nothing. */
    boolean isCheap(Condition.Term term);
  }

  private final Terms terms;

  Evaluator(Terms terms) {
    this.terms = terms;
  }

  /** The events that may match. */
  EventSet possible(Condition condition) throws SQLException {
    return evaluate(condition, true);
  }

  /** The events that match for certain. */
  EventSet certain(Condition condition) throws SQLException {
    return evaluate(condition, false);
  }

  private EventSet evaluate(Condition condition, boolean upper) throws SQLException {
    return switch (condition) {
      case Condition.Always _ -> EventSet.all(terms.count());
      case Condition.Unknown _ ->
          upper ? EventSet.all(terms.count()) : EventSet.none(terms.count());
      case Condition.Opposite opposite -> evaluate(opposite.negated(), !upper).complement();
      case Condition.Term term -> upper ? terms.possible(term) : terms.certain(term);
      case Condition.All all -> all(all.all(), upper);
      case Condition.Any any -> any(any.any(), upper);
    };
  }

  /** Cheap terms first, so that a rare one saves reading the columns of the others. */
  private EventSet all(List<Condition> parts, boolean upper) throws SQLException {
    EventSet set = EventSet.all(terms.count());
    for (boolean cheap : new boolean[] {true, false}) {
      for (Condition part : parts) {
        if (isCheap(part) == cheap) {
          set.and(evaluate(part, upper));
          if (set.isEmpty()) {
            return set;
          }
        }
      }
    }
    return set;
  }

  private EventSet any(List<Condition> parts, boolean upper) throws SQLException {
    EventSet set = EventSet.none(terms.count());
    for (Condition part : parts) {
      set.or(evaluate(part, upper));
    }
    return set;
  }

  private boolean isCheap(Condition condition) {
    return condition instanceof Condition.Term term && terms.isCheap(term);
  }
}

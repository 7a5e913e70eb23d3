package io.cairn.eventstore.query;

import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.column.EventSet;
import io.cairn.eventstore.run.BucketRow;
import io.cairn.eventstore.run.Posting;
import io.cairn.eventstore.run.RunMeta;
import io.cairn.eventstore.run.TermPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the buckets of one run tell of the terms of a query. */
final class RunTerms {
  private static final int CHUNK_BITS = 16;

  private final Posting[] postings;

  private RunTerms(Posting[] postings) {
    this.postings = postings;
  }

  /** Reads the buckets of several runs in one statement; a damaged bucket tells nothing. */
  static Map<Long, RunTerms> read(
      Connection connection, List<SealedRun> runs, List<Condition.Term> terms) throws SQLException {
    Map<Long, RunTerms> found = new HashMap<>();
    List<Long> ids = new ArrayList<>();
    List<Integer> buckets = new ArrayList<>();
    List<Condition.Term> asked = new ArrayList<>();
    for (SealedRun run : runs) {
      Posting[] unknown = new Posting[terms.size()];
      Arrays.fill(unknown, Posting.Chunks.ANY);
      found.put(run.id(), new RunTerms(unknown));
      for (Condition.Term term : terms) {
        ids.add(run.id());
        buckets.add(TermPlace.of(term.hash(), run.buckets()).bucket());
        asked.add(term);
      }
    }
    if (asked.isEmpty()) {
      return found;
    }
    String sql =
        """
        select w.place, w.run_id, b.data
        from unnest(?::int8[], ?::int4[]) with ordinality as w (run_id, bucket, place)
        cross join lateral (
          select data from run_bucket where run_id = w.run_id and bucket = w.bucket offset 0) b
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("int8", ids.toArray()));
      select.setArray(2, connection.createArrayOf("int4", buckets.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Condition.Term term = asked.get(rows.getInt(1) - 1);
          RunTerms run = found.get(rows.getLong(2));
          if (run != null) {
            run.learn(term, rows.getBytes(3));
          }
        }
      }
    }
    return found;
  }

  private void learn(Condition.Term term, byte[] row) {
    try {
      // The tag does not depend on the number of buckets.
      postings[term.number()] = BucketRow.find(row, TermPlace.of(term.hash(), 1).tag());
    } catch (DamagedException _) {
      // Nothing is known then: the columns and the events' bytes decide. The check names the row.
      postings[term.number()] = Posting.Chunks.ANY;
    }
  }

  Posting of(Condition.Term term, RunMeta meta) {
    return meta.knows(AttributeNumber.of(term.attribute()))
        ? postings[term.number()]
        : Posting.Chunks.ANY;
  }

  /** Whether an event of the range can match: a quick test before any column is read. */
  static boolean mayMatch(
      Condition condition, RunTerms terms, RunMeta meta, int chunk, int from, int count) {
    return switch (condition) {
      case Condition.Always _, Condition.Unknown _, Condition.Opposite _ -> true;
      case Condition.Term term -> occurs(terms.of(term, meta), chunk, from, count);
      case Condition.All all ->
          all.all().stream().allMatch(c -> mayMatch(c, terms, meta, chunk, from, count));
      case Condition.Any any ->
          any.any().stream().anyMatch(c -> mayMatch(c, terms, meta, chunk, from, count));
    };
  }

  private static boolean occurs(Posting posting, int chunk, int from, int count) {
    return switch (posting) {
      case Posting.None _ -> false;
      case Posting.Chunks chunks -> (chunks.mask() >>> chunk & 1) != 0;
      case Posting.Events events -> {
        int low = (chunk << CHUNK_BITS) + from;
        int at = Arrays.binarySearch(events.ordinals(), low);
        int next = at < 0 ? -at - 1 : at;
        yield next < events.ordinals().length && events.ordinals()[next] < low + count;
      }
    };
  }

  /** The listed events of a posting that are in the range. */
  static EventSet listed(Posting.Events events, int chunk, int from, int count) {
    EventSet set = EventSet.none(count);
    int low = (chunk << CHUNK_BITS) + from;
    for (int ordinal : events.ordinals()) {
      if (ordinal >= low && ordinal < low + count) {
        set.add(ordinal - low);
      }
    }
    return set;
  }
}

package io.cairn.trail.source;

import io.cairn.trail.ledger.LedgerProblem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which process looks at a source: a lock in its row that expires by itself. */
@Singleton
public class SourceClaims {
  private final SourceRows rows;

  SourceClaims(SourceRows rows) {
    this.rows = rows;
  }

  /** Takes the sources whose time has come and that no other process has; at most {@code limit}. */
  public List<Source> claim(UUID owner, Instant now, Instant until, int limit) {
    return rows.query(
        """
        update trail_source set locked_by = ?, locked_until = ? where id in (
          select id from trail_source where enabled and next_poll_at <= ?
            and (locked_until is null or locked_until < ?)
          order by next_poll_at limit ? for update skip locked) returning *
        """,
        statement -> {
          statement.setObject(1, owner);
          statement.setObject(2, SourceRepository.time(until));
          statement.setObject(3, SourceRepository.time(now));
          statement.setObject(4, SourceRepository.time(now));
          statement.setInt(5, limit);
        });
  }

  /** Holds a source longer; false when it was taken, changed or deleted meanwhile. */
  public boolean renew(UUID id, UUID owner, Instant until, Instant updatedAt) {
    return rows.update(
            """
            update trail_source set locked_until = ?
            where id = ? and locked_by = ? and updated_at = ? and enabled
            """,
            statement -> {
              statement.setObject(1, SourceRepository.time(until));
              statement.setObject(2, id);
              statement.setObject(3, owner);
              statement.setObject(4, SourceRepository.time(updatedAt));
            })
        > 0;
  }

  /** Gives a source back, with how it went; a look asked for meanwhile stays asked for. */
  public void release(
      Source source, UUID owner, Instant now, Instant nextPollAt, @Nullable LedgerProblem problem) {
    rows.update(
        """
        update trail_source set locked_by = null, locked_until = null, last_poll_at = ?,
          next_poll_at = case when next_poll_at = ? then ? else next_poll_at end,
          failures = case when ?::text is null then 0 else failures + 1 end,
          code = ?, detail = ?, remedy = ? where id = ? and locked_by = ?
        """,
        statement -> {
          statement.setObject(1, SourceRepository.time(now));
          statement.setObject(2, SourceRepository.time(source.nextPollAt()));
          statement.setObject(3, SourceRepository.time(nextPollAt));
          statement.setString(4, problem == null ? null : problem.code());
          statement.setString(5, problem == null ? null : problem.code());
          statement.setString(6, problem == null ? null : problem.detail());
          statement.setString(7, problem == null ? null : problem.remedy());
          statement.setObject(8, source.id());
          statement.setObject(9, owner);
        });
  }
}

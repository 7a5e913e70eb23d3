package io.cairn.findings.finding.store;

import static io.cairn.findings.database.Database.instant;

import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.Finding;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table finding_history: who changed what, in the same transaction as the change. */
@Singleton
public class HistoryTable {
  /** Who changed it when nobody asked. */
  public static final String SUITE = "cairn";

  private final Ids ids;
  private final Clock clock;

  HistoryTable(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  public void made(Connection connection, UUID findingId) throws SQLException {
    add(connection, findingId, SUITE, "finding", null, "CREATED");
  }

  /** Notes every difference between two states of a finding. */
  public void changed(Connection connection, Finding before, Finding after, String by)
      throws SQLException {
    UUID id = after.id();
    diff(connection, id, by, "workflowStatus", before.workflowStatus(), after.workflowStatus());
    diff(connection, id, by, "recordState", before.recordState(), after.recordState());
    if (after.severitySet()) {
      diff(connection, id, by, "severity", before.severity().wire(), after.severity().wire());
    }
    diff(connection, id, by, "note", before.note(), after.note());
  }

  private void diff(
      Connection connection,
      UUID id,
      String by,
      String field,
      @Nullable Object before,
      @Nullable Object after)
      throws SQLException {
    if (!Objects.equals(before, after)) {
      add(connection, id, by, field, text(before), text(after));
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private void add(
      Connection connection,
      UUID id,
      String by,
      String field,
      @Nullable String before,
      @Nullable String after)
      throws SQLException {
    Statement.of("INSERT INTO finding_history VALUES (?, ?, ?, ?, ?, ?, ?)")
        .with(ids.next(), id, clock.instant(), by, field, before, after)
        .run(connection);
  }

  /** An entry and where it stands in the list. */
  public record Placed(UUID id, HistoryEntry entry) {}

  /** Entries of a finding, newest first, below {@code before} where given. */
  public List<Placed> list(Connection connection, UUID findingId, @Nullable UUID before, int limit)
      throws SQLException {
    var query = Statement.of("SELECT * FROM finding_history WHERE finding_id = ?").with(findingId);
    if (before != null) {
      query.sql(" AND id < ?").with(before);
    }
    return query
        .sql(" ORDER BY id DESC LIMIT ?")
        .with(limit)
        .list(
            connection,
            row ->
                new Placed(
                    row.getObject("id", UUID.class),
                    new HistoryEntry(
                        instant(row, "changed_at"),
                        row.getString("changed_by"),
                        row.getString("field"),
                        row.getString("old_value"),
                        row.getString("new_value"))));
  }
}

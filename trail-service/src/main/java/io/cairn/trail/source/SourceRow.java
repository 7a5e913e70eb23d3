package io.cairn.trail.source;

import io.cairn.trail.ledger.LedgerProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a source from its row. */
final class SourceRow {
  private SourceRow() {}

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static Instant required(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static List<String> list(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  static Source read(ResultSet row) throws SQLException {
    String code = row.getString("code");
    return new Source(
        row.getObject("id", UUID.class),
        row.getString("name"),
        SourceKind.valueOf(row.getString("kind")),
        row.getString("bucket"),
        row.getString("prefix"),
        row.getString("region"),
        row.getString("endpoint"),
        row.getString("queue_url"),
        row.getString("role_arn"),
        row.getString("external_id"),
        row.getString("organization_id"),
        list(row, "account_ids"),
        list(row, "regions"),
        row.getString("account_id"),
        row.getObject("start_date", LocalDate.class),
        row.getBoolean("requester_pays"),
        row.getBoolean("enabled"),
        required(row, "created_at"),
        required(row, "updated_at"),
        instant(row, "last_poll_at"),
        required(row, "next_poll_at"),
        row.getInt("failures"),
        code == null
            ? null
            : new LedgerProblem(code, row.getString("detail"), row.getString("remedy")));
  }
}

package io.cairn.bench.store;

import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.sql.BinaryRows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One row for each event, by binary COPY; with seven b-trees or without any index. */
final class RowBaseline {
  private static final long POSTGRES_EPOCH = 946_684_800_000_000L;

  private final DataSource source;
  private final String table;

  RowBaseline(Server server, String table, boolean indexed) throws SQLException {
    this.source = server.pool();
    this.table = table;
    server.execute(
        "create table %s (event_time timestamptz not null, id uuid not null, account_id text,"
                .formatted(table)
            + " event_name text, event_source text, username text, access_key_id text,"
            + " resource_name text, read_only boolean, error_code text, payload bytea not null)");
    server.execute("alter table " + table + " alter column payload set storage external");
    if (indexed) {
      server.execute("create unique index on %s (id)".formatted(table));
      for (String column :
          List.of(
              "event_name",
              "event_source",
              "username",
              "access_key_id",
              "resource_name",
              "account_id")) {
        server.execute("create index on %s (%s, event_time, id)".formatted(table, column));
      }
    }
  }

  void append(List<ScannedEvent> events, List<byte[]> bytes) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (var rows = new BinaryRows(connection, table)) {
        for (int i = 0; i < events.size(); i++) {
          row(rows, events.get(i), bytes.get(i));
        }
        rows.finish();
      }
      connection.commit();
    }
  }

  private static void row(BinaryRows rows, ScannedEvent event, byte[] bytes) throws SQLException {
    byte[] id = new byte[EventKey.BYTES];
    EventKey.of(event.eventId()).putTo(id, 0);
    rows.row(11);
    rows.bigint(ChronoUnit.MICROS.between(Instant.EPOCH, event.eventTime()) - POSTGRES_EPOCH);
    rows.bytes(id);
    text(rows, event.recordAccountId());
    text(rows, event.eventName());
    text(rows, event.eventSource());
    text(rows, event.username());
    text(rows, event.accessKeyId());
    text(rows, event.resources().isEmpty() ? null : event.resources().getFirst().resourceName());
    Boolean readOnly = event.readOnly();
    rows.bytes(new byte[] {(byte) (readOnly != null && readOnly ? 1 : 0)});
    text(rows, event.errorCode());
    rows.bytes(bytes);
  }

  private static void text(BinaryRows rows, @Nullable String value) {
    if (value == null) {
      rows.absent();
    } else {
      rows.bytes(value.getBytes(StandardCharsets.UTF_8));
    }
  }
}

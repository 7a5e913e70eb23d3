package io.cairn.eventstore;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Stores a batch: binary COPY into a temporary table, then one INSERT of what is new. */
final class EventAppender {
  private static final String COLUMNS =
      "event_time, event_id, account_id, region, event_name, event_source, username,"
          + " access_key_id, read_only, error_code, source_ip_address, principal_arn,"
          + " resource_names, resource_types, raw";
  private static final int COLUMN_COUNT = 16;
  private static final int COPY_BUFFER = 1 << 16;

  private EventAppender() {}

  static List<Outcome> store(Connection connection, List<NewEvent> events) throws SQLException {
    List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(events.size(), Outcome.STORED));
    Map<NewEvent.Identity, Integer> first = new HashMap<>();
    List<Integer> candidates = new ArrayList<>();
    List<Integer> repeats = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      (first.putIfAbsent(events.get(i).identity(), i) == null ? candidates : repeats).add(i);
    }
    stage(connection, events, candidates);
    Set<NewEvent.Identity> stored = insert(connection);
    if (stored.size() < candidates.size()) {
      Set<Integer> differing = differing(connection, events, candidates, stored);
      for (int i : candidates) {
        if (!stored.contains(events.get(i).identity())) {
          outcomes.set(i, differing.contains(i) ? Outcome.CONFLICT : Outcome.DUPLICATE);
        }
      }
    }
    judgeRepeats(connection, events, repeats, first, outcomes);
    return outcomes;
  }

  /** A repeat inside the batch is compared with what is stored: its first, or an older event. */
  private static void judgeRepeats(
      Connection connection,
      List<NewEvent> events,
      List<Integer> repeats,
      Map<NewEvent.Identity, Integer> first,
      List<Outcome> outcomes)
      throws SQLException {
    for (int i : repeats) {
      NewEvent event = events.get(i);
      int firstIndex = first.getOrDefault(event.identity(), i);
      boolean likeFirst = Arrays.equals(event.bytes(), events.get(firstIndex).bytes());
      boolean firstIsKept = outcomes.get(firstIndex) != Outcome.CONFLICT;
      boolean same = firstIsKept ? likeFirst : !likeFirst && isStored(connection, event);
      outcomes.set(i, same ? Outcome.DUPLICATE : Outcome.CONFLICT);
    }
  }

  private static boolean isStored(Connection connection, NewEvent event) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select raw = ? from event where event_time = ? and event_id = ? and account_id = ?")) {
      NewEvent.Identity identity = event.identity();
      select.setBytes(1, event.bytes());
      select.setObject(2, identity.eventTime().atOffset(ZoneOffset.UTC));
      select.setString(3, identity.eventId());
      select.setString(4, identity.accountId());
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static void stage(Connection connection, List<NewEvent> events, List<Integer> indexes)
      throws SQLException {
    try (Statement ddl = connection.createStatement()) {
      ddl.execute("set local client_min_messages = warning");
      ddl.execute(
          "create temporary table if not exists event_stage (ordinal int4 not null,"
              + " like event) on commit delete rows");
    }
    String copy = "copy event_stage (ordinal, " + COLUMNS + ") from stdin with (format binary)";
    var postgres = connection.unwrap(PGConnection.class);
    try (var target = new PGCopyOutputStream(postgres, copy, COPY_BUFFER)) {
      var rows = new BinaryCopy(target);
      for (int index : indexes) {
        row(rows, index, events.get(index));
      }
      rows.finish();
    } catch (IOException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw new SQLException("the connection broke while copying events", "08006", e);
    }
  }

  private static void row(BinaryCopy row, int ordinal, NewEvent event) throws IOException {
    ScannedEvent e = event.event();
    row.row(COLUMN_COUNT);
    row.int4(ordinal);
    row.timestamp(e.eventTime());
    row.text(e.eventId());
    row.text(event.accountId());
    row.text(ColumnText.ofNullable(e.awsRegion()));
    row.text(ColumnText.ofNullable(e.eventName()));
    row.text(ColumnText.ofNullable(e.eventSource()));
    row.text(ColumnText.ofNullable(e.username()));
    row.text(ColumnText.ofNullable(e.accessKeyId()));
    row.bool(e.readOnly());
    row.text(ColumnText.ofNullable(e.errorCode()));
    row.text(ColumnText.ofNullable(e.sourceIPAddress()));
    row.text(ColumnText.ofNullable(e.principalArn()));
    row.texts(distinct(e.resources(), true));
    row.texts(distinct(e.resources(), false));
    row.bytes(event.bytes());
  }

  private static List<String> distinct(List<EventResource> resources, boolean names) {
    Set<String> values = new LinkedHashSet<>();
    for (EventResource resource : resources) {
      String value = names ? resource.resourceName() : resource.resourceType();
      if (value != null) {
        values.add(ColumnText.of(value));
      }
    }
    return List.copyOf(values);
  }

  private static Set<NewEvent.Identity> insert(Connection connection) throws SQLException {
    Set<NewEvent.Identity> stored = new HashSet<>();
    String sql =
        "insert into event (%1$s) select %1$s from event_stage order by ordinal on conflict do nothing"
                .formatted(COLUMNS)
            + " returning event_time, event_id, account_id";
    try (Statement insert = connection.createStatement();
        ResultSet rows = insert.executeQuery(sql)) {
      while (rows.next()) {
        stored.add(
            new NewEvent.Identity(
                rows.getObject(1, OffsetDateTime.class).toInstant(),
                rows.getString(2),
                rows.getString(3)));
      }
    }
    return stored;
  }

  /** Of the candidates that were not stored, those whose stored event has other bytes. */
  private static Set<Integer> differing(
      Connection connection,
      List<NewEvent> events,
      List<Integer> candidates,
      Set<NewEvent.Identity> stored)
      throws SQLException {
    Integer[] old =
        candidates.stream()
            .filter(i -> !stored.contains(events.get(i).identity()))
            .toArray(Integer[]::new);
    Set<Integer> differing = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select s.ordinal from event_stage s
            join event e using (event_time, event_id, account_id)
            where s.ordinal = any (?) and e.raw <> s.raw
            """)) {
      select.setArray(1, connection.createArrayOf("int4", old));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          differing.add(rows.getInt(1));
        }
      }
    }
    return differing;
  }
}

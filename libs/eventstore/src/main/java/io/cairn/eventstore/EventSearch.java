package io.cairn.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Searches and counts. What an index holds is left to PostgreSQL; what only the bytes tell is read
 * in order, chunk by chunk, and decided here.
 */
final class EventSearch {
  private static final String QUERY_CANCELED = "57014";
  private static final String ORDER = " order by event_time desc, event_id desc, account_id desc";
  private static final int CHUNK = 1_000;
  private static final int FEW = 5_000;

  /** What one chunk of a scan may take beyond the scan's own limit, so that each page moves on. */
  private static final Duration CHUNK_GRACE = Duration.ofSeconds(5);

  private final DataSource dataSource;

  EventSearch(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  FoundPage find(
      Predicate predicate, Window window, @Nullable String token, int limit, Duration timeLimit) {
    Position behind = token == null ? null : Position.ofToken(token);
    if (predicate.needsScan()) {
      return scan(predicate, window, behind, limit, timeLimit);
    }
    List<StoredEvent> events =
        read(connection -> page(connection, predicate, window, behind, limit + 1), timeLimit);
    boolean more = events.size() > limit;
    List<StoredEvent> page = more ? events.subList(0, limit) : events;
    return new FoundPage(
        page, more ? page.getLast().position().token() : null, false, false, page.size());
  }

  private FoundPage scan(
      Predicate predicate,
      Window window,
      @Nullable Position behind,
      int limit,
      Duration timeLimit) {
    var matcher = new PredicateMatcher();
    List<StoredEvent> found = new ArrayList<>();
    Position last = behind;
    long examined = 0;
    long deadline = System.nanoTime() + timeLimit.toNanos();
    while (true) {
      Position from = last;
      List<StoredEvent> chunk =
          read(
              connection -> chunk(connection, predicate, window, from, CHUNK),
              timeLimit.plus(CHUNK_GRACE));
      for (StoredEvent event : chunk) {
        examined++;
        last = event.position();
        if (matcher.matches(predicate, event.accountId(), event.bytes())) {
          found.add(event);
        }
        if (found.size() == limit) {
          return new FoundPage(found, last.token(), true, false, examined);
        }
      }
      if (chunk.size() < CHUNK) {
        return new FoundPage(found, null, true, false, examined);
      }
      if (System.nanoTime() - deadline >= 0 && last != null) {
        return new FoundPage(found, last.token(), true, true, examined);
      }
    }
  }

  EventCount count(Predicate predicate, Window window, Duration timeLimit) {
    if (predicate.needsScan()) {
      return scanCount(predicate, window, timeLimit);
    }
    var sql = new PredicateSql(predicate, window);
    try {
      return read(
          connection -> {
            try (PreparedStatement select =
                connection.prepareStatement(
                    "select count(*) from event where " + sql.condition())) {
              sql.bind(select);
              try (ResultSet row = select.executeQuery()) {
                row.next();
                return new EventCount(row.getLong(1), true);
              }
            }
          },
          timeLimit);
    } catch (SearchTimeoutException _) {
      return new EventCount(0, false);
    }
  }

  private EventCount scanCount(Predicate predicate, Window window, Duration timeLimit) {
    long deadline = System.nanoTime() + timeLimit.toNanos();
    long count = 0;
    String token = null;
    do {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      FoundPage page =
          scan(
              predicate,
              window,
              token == null ? null : Position.ofToken(token),
              EventStore.MAX_LIMIT,
              left);
      count += page.events().size();
      token = page.nextToken();
    } while (token != null && System.nanoTime() - deadline < 0);
    return new EventCount(count, token == null);
  }

  List<Tally> tally(Predicate predicate, Window window, Attribute by, int top, Duration timeLimit) {
    var sql = new PredicateSql(predicate, window);
    String value = by.isList() ? "unnest(" + by.column() + ")" : by.column() + "::text";
    return read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select value, count(*) from (select "
                      + value
                      + " as value from event where "
                      + sql.condition()
                      + ") v group by value order by count(*) desc, value limit ?")) {
            select.setInt(sql.bind(select), top);
            List<Tally> tallies = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                tallies.add(new Tally(rows.getString(1), rows.getLong(2)));
              }
            }
            return tallies;
          }
        },
        timeLimit);
  }

  /**
   * A page of indexed conditions. Resources have an index without order, and PostgreSQL's guess of
   * how many events name one is poor, so a page by resource first counts up to {@link #FEW}: few
   * are sorted, many are met soon on the way from the newest.
   */
  private static List<StoredEvent> page(
      Connection connection,
      Predicate predicate,
      Window window,
      @Nullable Position behind,
      int limit)
      throws SQLException {
    if (predicate.needsResource()) {
      List<StoredEvent> few = few(connection, predicate, window, behind, limit);
      if (few != null) {
        return few;
      }
    }
    return chunk(connection, predicate, window, behind, limit);
  }

  /** The page when few events match; null when many do. */
  private static @Nullable List<StoredEvent> few(
      Connection connection,
      Predicate predicate,
      Window window,
      @Nullable Position behind,
      int limit)
      throws SQLException {
    var sql = new PredicateSql(predicate, window);
    if (behind != null) {
      sql.behind(behind);
    }
    String query =
        """
        with hit as materialized (
          select event_time, event_id, account_id from event where %s limit %d)
        select e.event_time, e.event_id, e.account_id, e.raw, (select count(*) from hit)
        from (select * from hit%s limit ?) h join event e using (event_time, event_id, account_id)
        order by e.event_time desc, e.event_id desc, e.account_id desc
        """
            .formatted(sql.condition(), FEW + 1, ORDER);
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setInt(sql.bind(select), limit);
      List<StoredEvent> events = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          if (rows.getLong(5) > FEW) {
            return null;
          }
          events.add(row(rows));
        }
      }
      return events;
    }
  }

  private static List<StoredEvent> chunk(
      Connection connection,
      Predicate predicate,
      Window window,
      @Nullable Position behind,
      int limit)
      throws SQLException {
    var sql = new PredicateSql(predicate, window);
    if (behind != null) {
      sql.behind(behind);
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select event_time, event_id, account_id, raw from event where "
                + sql.condition()
                + ORDER
                + " limit ?")) {
      select.setInt(sql.bind(select), limit);
      List<StoredEvent> events = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(row(rows));
        }
      }
      return events;
    }
  }

  static StoredEvent row(ResultSet rows) throws SQLException {
    return new StoredEvent(
        new Position(
            rows.getObject(1, OffsetDateTime.class).toInstant(),
            rows.getString(2),
            rows.getString(3)),
        rows.getBytes(4));
  }

  private interface Read<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T read(Read<T> read, Duration timeLimit) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        try (Statement limit = connection.createStatement()) {
          limit.execute("set local statement_timeout = " + Math.max(1, timeLimit.toMillis()));
        }
        return read.run(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      if (QUERY_CANCELED.equals(e.getSQLState())) {
        throw new SearchTimeoutException(timeLimit, e);
      }
      throw new StoreException("searching events", e);
    }
  }
}

package io.cairn.eventstore;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a predicate into a condition with bound values. What only the bytes can tell is taken as
 * possible, so the condition holds for every event that matches, and for exactly those when the
 * predicate needs no scan.
 */
final class PredicateSql {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  PredicateSql(Predicate predicate, Window window) {
    append(predicate, true);
    Instant from = window.from();
    if (from != null) {
      sql.append(" and event_time >= ?");
      values.add(from);
    }
    Instant to = window.to();
    if (to != null) {
      sql.append(" and event_time <= ?");
      values.add(to);
    }
  }

  void behind(Position position) {
    sql.append(" and (event_time, event_id, account_id) < (?, ?, ?)");
    values.add(position.eventTime());
    values.add(position.eventId());
    values.add(position.accountId());
  }

  String condition() {
    return sql.toString();
  }

  /** Binds the values from parameter 1 and gives the number of the next one. */
  int bind(PreparedStatement statement) throws SQLException {
    int index = 1;
    for (Object value : values) {
      switch (value) {
        case Instant instant ->
            statement.setObject(index, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
        case Boolean flag -> statement.setBoolean(index, flag);
        default -> statement.setString(index, value.toString());
      }
      index++;
    }
    return index;
  }

  /** {@code unknown} is what a leaf counts as that SQL cannot decide. */
  private void append(Predicate predicate, boolean unknown) {
    switch (predicate) {
      case Predicate.Everything _ -> sql.append("true");
      case Predicate.And and -> joined(and.all(), " and ", "true", unknown);
      case Predicate.Or or -> joined(or.any(), " or ", "false", unknown);
      case Predicate.Not not -> {
        sql.append("not coalesce((");
        append(not.negated(), !unknown);
        sql.append("), false)");
      }
      case Predicate.Equal equal -> equal(equal);
      case Predicate.AtPath _ -> sql.append(unknown);
    }
  }

  private void joined(List<Predicate> parts, String word, String empty, boolean unknown) {
    if (parts.isEmpty()) {
      sql.append(empty);
      return;
    }
    sql.append('(');
    for (int i = 0; i < parts.size(); i++) {
      sql.append(i == 0 ? "" : word);
      append(parts.get(i), unknown);
    }
    sql.append(')');
  }

  private void equal(Predicate.Equal equal) {
    String column = equal.attribute().column();
    if (equal.attribute() == Attribute.READ_ONLY) {
      switch (equal.value()) {
        case "true" -> sql.append("read_only");
        case "false" -> sql.append("not read_only");
        default -> sql.append("false");
      }
    } else if (equal.attribute().isList()) {
      sql.append(column).append(" @> array[?]::text[]");
      values.add(ColumnText.of(equal.value()));
    } else {
      sql.append(column).append(" = ?");
      values.add(ColumnText.of(equal.value()));
    }
  }
}

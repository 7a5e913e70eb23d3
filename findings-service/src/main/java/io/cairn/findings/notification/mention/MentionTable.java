package io.cairn.findings.notification.mention;

import static io.cairn.findings.database.Database.instant;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.Severity;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writing, changing and listing rows of the table notification_mention. */
@Singleton
public class MentionTable {
  private static final String INSERT =
      """
      INSERT INTO notification_mention (id, target_id, change, finding_id, title, finding_type, severity, account_id,
          verdict, seen_at, history, gathered, due_at, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
      """;

  /**
   * The latest waiting mention of a finding takes up an occurrence. One of history becomes a live
   * one by a live occurrence, and is due at once then.
   */
  private static final String TAKE_UP =
      """
      UPDATE notification_mention SET gathered = gathered + 1, seen_at = greatest(seen_at, ?), severity = ?,
          history = history AND ?, due_at = CASE WHEN history AND NOT ? THEN ? ELSE due_at END
      WHERE id = (SELECT id FROM notification_mention WHERE target_id = ? AND finding_id = ? AND delivery_id IS NULL
          ORDER BY id DESC LIMIT 1)
          AND delivery_id IS NULL AND change IN ('CREATED', 'REOPENED', 'RECURRED')
      """;

  private static final String HASTEN =
      """
      UPDATE notification_mention SET due_at = least(due_at, ?), history = history AND ?
      WHERE target_id = ? AND finding_id = ? AND delivery_id IS NULL
      """;

  private final Database database;

  MentionTable(Database database) {
    this.database = database;
  }

  void add(Connection connection, UUID targetId, Mention mention, Instant due) throws SQLException {
    Statement.of(INSERT)
        .with(mention.mentionId(), targetId, mention.change(), mention.findingId())
        .with(mention.title(), mention.type().wire(), mention.severity().rank())
        .with(mention.accountId(), mention.verdict(), mention.seenAt(), mention.history())
        .with(due, mention.createdAt())
        .run(connection);
  }

  /** Whether a waiting mention of the finding took up this occurrence. */
  boolean takeUp(Connection connection, UUID targetId, Mention seen, Instant now)
      throws SQLException {
    return Statement.of(TAKE_UP)
            .with(seen.seenAt(), seen.severity().rank(), seen.history(), seen.history(), now)
            .with(targetId, seen.findingId())
            .run(connection)
        == 1;
  }

  /**
   * Makes what waits of a finding due, so that it goes before what is noted next; a live change
   * makes it live.
   */
  void hasten(Connection connection, UUID targetId, UUID findingId, boolean history, Instant now)
      throws SQLException {
    Statement.of(HASTEN).with(now, history, targetId, findingId).run(connection);
  }

  /** What a message tells of, worst first, below a place where given. */
  public List<Mention> list(UUID deliveryId, @Nullable Place after, int limit) {
    return database.call(
        "list mentions",
        connection -> {
          var query =
              Statement.of("SELECT * FROM notification_mention WHERE delivery_id = ?")
                  .with(deliveryId);
          if (after != null) {
            query
                .sql(" AND (severity < ? OR severity = ? AND id > ?)")
                .with(after.severity, after.severity, after.id);
          }
          return query
              .sql(" ORDER BY severity DESC, id LIMIT ?")
              .with(limit)
              .list(connection, MentionTable::mention);
        });
  }

  /** Where a page of mentions ended. */
  public record Place(int severity, UUID id) {
    /** The place of a mention. */
    public static Place of(Mention mention) {
      return new Place(mention.severity().rank(), mention.mentionId());
    }

    /** Reads what {@link #write()} wrote. */
    public static Place read(String text) {
      int space = text.indexOf(' ');
      return new Place(
          Integer.parseInt(text.substring(0, space)), UUID.fromString(text.substring(space + 1)));
    }

    /** As text. */
    public String write() {
      return severity + " " + id;
    }
  }

  static Mention mention(ResultSet row) throws SQLException {
    return new Mention(
        row.getObject("id", UUID.class),
        row.getString("change"),
        row.getObject("finding_id", UUID.class),
        row.getString("title"),
        FindingType.of(row.getString("finding_type")),
        Severity.ofRank(row.getInt("severity")),
        row.getString("account_id"),
        row.getString("verdict"),
        instant(row, "seen_at"),
        row.getBoolean("history"),
        row.getInt("gathered"),
        instant(row, "created_at"));
  }
}

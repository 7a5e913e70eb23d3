package io.cairn.findings.notification.target;

import static io.cairn.findings.database.Database.instant;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.notification.channel.Channel;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings in the table notification_target. */
@Singleton
public class TargetTable {
  private static final String INSERT =
      """
      INSERT INTO notification_target (id, name, kind, url, topic_arn, role_arn, external_id, endpoint, sealed_secret,
          types, min_severity, account_ids, occasions, recurring_interval, gather_window, listed, enabled, created_at, created_by,
          updated_at, updated_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, url = excluded.url,
          topic_arn = excluded.topic_arn, role_arn = excluded.role_arn, external_id = excluded.external_id,
          endpoint = excluded.endpoint, sealed_secret = excluded.sealed_secret, types = excluded.types,
          min_severity = excluded.min_severity, account_ids = excluded.account_ids, occasions = excluded.occasions,
          recurring_interval = excluded.recurring_interval, gather_window = excluded.gather_window,
          listed = excluded.listed, quiet_until = NULL, enabled = excluded.enabled,
          updated_at = excluded.updated_at, updated_by = excluded.updated_by, paused_until = NULL, failures = 0
      """;

  private final Database database;

  TargetTable(Database database) {
    this.database = database;
  }

  /** All targets by name. */
  public List<Target> all() {
    return database.call(
        "list notification targets",
        connection ->
            Statement.of("SELECT * FROM notification_target ORDER BY name, id")
                .list(connection, TargetTable::target));
  }

  /** One target. */
  public Optional<Target> find(UUID id) {
    return database.call(
        "read a notification target",
        connection ->
            Statement.of("SELECT * FROM notification_target WHERE id = ?")
                .with(id)
                .first(connection, TargetTable::target));
  }

  void save(Target target) {
    Channel.@Nullable Webhook webhook = target.channel() instanceof Channel.Webhook w ? w : null;
    Channel.@Nullable Sns sns = target.channel() instanceof Channel.Sns s ? s : null;
    TargetFilter filter = target.filter();
    database.call(
        "save a notification target",
        connection ->
            Statement.of(INSERT)
                .with(target.id(), target.name(), webhook != null ? "webhook" : "sns")
                .with(webhook == null ? null : webhook.url().toString())
                .with(sns == null ? null : sns.topicArn(), sns == null ? null : sns.roleArn())
                .with(sns == null ? null : sns.externalId())
                .with(sns == null || sns.endpoint() == null ? null : sns.endpoint().toString())
                .with(webhook == null ? null : webhook.sealedSecret())
                .with(
                    filter.types().stream().map(FindingType::wire).toList(),
                    filter.minSeverity().rank())
                .with(filter.accountIds(), filter.on().stream().map(Occasion::wire).toList())
                .with(target.gathering().recurringInterval().toMillis())
                .with(target.gathering().window().toMillis(), target.gathering().listed())
                .with(target.enabled())
                .with(target.createdAt(), target.createdBy())
                .with(target.updatedAt(), target.updatedBy())
                .run(connection));
  }

  boolean delete(UUID id) {
    return database.call(
        "delete a notification target",
        connection ->
            Statement.of("DELETE FROM notification_target WHERE id = ?").with(id).run(connection)
                == 1);
  }

  private static Target target(ResultSet row) throws SQLException {
    return new Target(
        row.getObject("id", UUID.class),
        row.getString("name"),
        channel(row),
        new TargetFilter(
            texts(row, "types").stream().map(FindingType::of).collect(Collectors.toSet()),
            Severity.ofRank(row.getInt("min_severity")),
            texts(row, "account_ids"),
            texts(row, "occasions").stream().map(Occasion::of).collect(Collectors.toSet())),
        new Gathering(
            Duration.ofMillis(row.getLong("recurring_interval")),
            Duration.ofMillis(row.getLong("gather_window")),
            row.getInt("listed")),
        row.getBoolean("enabled"),
        instant(row, "created_at"),
        row.getString("created_by"),
        instant(row, "updated_at"),
        row.getString("updated_by"));
  }

  private static Channel channel(ResultSet row) throws SQLException {
    if (row.getString("kind").equals("webhook")) {
      return new Channel.Webhook(URI.create(row.getString("url")), row.getString("sealed_secret"));
    }
    String endpoint = row.getString("endpoint");
    return new Channel.Sns(
        row.getString("topic_arn"),
        row.getString("role_arn"),
        row.getString("external_id"),
        endpoint == null ? null : URI.create(endpoint));
  }

  private static Set<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.stream((Object[]) row.getArray(column).getArray())
        .map(Object::toString)
        .collect(Collectors.toSet());
  }
}

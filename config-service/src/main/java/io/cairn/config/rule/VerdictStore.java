package io.cairn.config.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Keys;
import io.cairn.config.database.Sql;
import io.cairn.config.item.CurrentResource;
import io.cairn.contracts.ComplianceChanged;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import io.cairn.contracts.Topic;
import io.cairn.messaging.outbox.Outbox;
import io.cairn.web.runtime.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps verdicts and tells of their changes; always inside the transaction that holds the
 * resource's lock.
 */
@Singleton
class VerdictStore {
  private static final String UPSERT =
      """
      INSERT INTO compliance (account_id, region, resource_type, resource_id, config_rule_name,
        compliance_type, annotation, evaluated_at, configuration_state_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT ON CONSTRAINT pk_compliance DO UPDATE SET
        compliance_type = excluded.compliance_type, annotation = excluded.annotation,
        evaluated_at = excluded.evaluated_at,
        configuration_state_id = excluded.configuration_state_id
      """;
  private static final String DELETE =
      "DELETE FROM compliance WHERE " + Keys.IS + " AND config_rule_name = ?";
  private static final String CHANGE =
      """
      INSERT INTO compliance_change (account_id, region, resource_type, resource_id,
        config_rule_name, configuration_state_id, old_compliance_type, new_compliance_type,
        annotation, evaluated_at, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Database database;
  private final Outbox outbox;
  private final ObjectMapper mapper;
  private final Clock clock;
  private final Ids ids;
  private final MeterRegistry metrics;

  VerdictStore(
      Database database,
      Outbox outbox,
      ObjectMapper mapper,
      Clock clock,
      Ids ids,
      MeterRegistry metrics) {
    this.database = database;
    this.outbox = outbox;
    this.mapper = mapper;
    this.clock = clock;
    this.ids = ids;
    this.metrics = metrics;
  }

  /** The verdicts that stand on resources, by rule name. */
  Map<ResourceKey, Map<String, ComplianceType>> standing(Collection<ResourceKey> keys) {
    Map<ResourceKey, Map<String, ComplianceType>> standing = new HashMap<>();
    database.list(
        Sql.of("SELECT c.* FROM " + Keys.TABLE, Keys.arrays(keys))
            .add("JOIN compliance c USING (" + Keys.COLUMNS + ")"),
        row ->
            standing
                .computeIfAbsent(Columns.key(row), key -> new HashMap<>())
                .put(
                    row.getString("config_rule_name"),
                    ComplianceType.valueOf(row.getString("compliance_type"))));
    return standing;
  }

  /** Stores verdicts, or takes them away; tells of those that are others than before. */
  void store(List<Judged> judged) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    database.batch(
        UPSERT, judged.stream().filter(Judged::stands).map(one -> row(one, now)).toList());
    database.batch(
        DELETE,
        judged.stream()
            .filter(one -> !one.stands())
            .map(one -> Keys.row(one.current().key(), one.rule().name()))
            .toList());
    List<Judged> news = judged.stream().filter(Judged::isNews).toList();
    database.batch(CHANGE, news.stream().map(one -> change(one, now)).toList());
    news.forEach(
        one ->
            metrics
                .counter("cairn.config.verdict-changes", "to", one.verdict().type().name())
                .increment());
    outbox.addAll(
        Topic.CONFIG_COMPLIANCE_CHANGED,
        news.stream()
            .map(one -> new Outbox.Entry(one.current().key().toString(), json(told(one, now))))
            .toList());
  }

  /** Some resources that a rule has verdicts on, in order of their keys. */
  List<ResourceKey> judgedBy(String ruleName, int limit) {
    return database.list(
        Sql.of(
            "SELECT account_id, region, resource_type, resource_id FROM compliance"
                + " WHERE config_rule_name = ?"
                + " ORDER BY account_id, region, resource_type, resource_id LIMIT ?",
            ruleName,
            limit),
        Columns::key);
  }

  private static List<@Nullable Object> row(Judged one, Instant now) {
    return Keys.row(
        one.current().key(),
        one.rule().name(),
        one.verdict().type().name(),
        one.verdict().annotation(),
        now,
        one.current().stateId());
  }

  private List<@Nullable Object> change(Judged one, Instant now) {
    ComplianceType before = one.before();
    return Keys.row(
        one.current().key(),
        one.rule().name(),
        one.current().stateId(),
        before == null ? null : before.name(),
        one.verdict().type().name(),
        one.verdict().annotation(),
        now,
        ids.next());
  }

  private static ComplianceChanged told(Judged one, Instant now) {
    CurrentResource current = one.current();
    RuleText rule = one.rule();
    ResourceKey key = current.key();
    return new ComplianceChanged(
        key.accountId().value(),
        key.region(),
        key.resourceType(),
        key.resourceId(),
        current.arn(),
        current.resourceName(),
        rule.name(),
        rule.identifier(),
        rule.description(),
        rule.severity(),
        rule.remediation(),
        one.before(),
        one.verdict().type(),
        one.verdict().annotation(),
        current.stateId(),
        current.captureTime(),
        now);
  }

  private byte[] json(ComplianceChanged change) {
    try {
      return mapper.writeValueAsBytes(change);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a verdict's change cannot be written", e);
    }
  }
}

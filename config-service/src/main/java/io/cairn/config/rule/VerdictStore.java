package io.cairn.config.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps verdicts and tells of their changes; always inside the transaction that holds the
 * resource's lock.
 */
@Singleton
class VerdictStore {
  private static final String OF =
      "account_id = ? AND region = ? AND resource_type = ? AND resource_id = ?";
  private static final String UPSERT =
      """
      INSERT INTO compliance (account_id, region, resource_type, resource_id, config_rule_name,
        compliance_type, annotation, evaluated_at, configuration_state_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT ON CONSTRAINT pk_compliance DO UPDATE SET
        compliance_type = excluded.compliance_type, annotation = excluded.annotation,
        evaluated_at = excluded.evaluated_at,
        configuration_state_id = excluded.configuration_state_id
      """;
  private static final String CHANGE =
      """
      INSERT INTO compliance_change (id, account_id, region, resource_type, resource_id,
        config_rule_name, configuration_state_id, old_compliance_type, new_compliance_type,
        annotation, evaluated_at)
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

  /** The verdicts that stand on a resource, by rule name. */
  Map<String, ComplianceType> standing(ResourceKey key) {
    return database
        .list(
            Sql.of("SELECT config_rule_name, compliance_type FROM compliance WHERE " + OF, of(key)),
            row -> Map.entry(row.getString(1), ComplianceType.valueOf(row.getString(2))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Stores a verdict; tells of it if it is another than before. */
  void put(
      CurrentResource current, RuleText rule, Verdict verdict, @Nullable ComplianceType before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ResourceKey key = current.key();
    database.update(
        Sql.of(
            UPSERT,
            key.accountId().value(),
            key.region(),
            key.resourceType(),
            key.resourceId(),
            rule.name(),
            verdict.type().name(),
            verdict.annotation(),
            now,
            current.stateId()));
    if (verdict.type() != before) {
      change(current, rule, verdict, before, now);
    }
  }

  /** Takes a verdict away: the resource is gone, or the rule does not judge any more. */
  void remove(CurrentResource current, RuleText rule, ComplianceType before, String why) {
    database.update(
        Sql.of("DELETE FROM compliance WHERE " + OF, of(current.key()))
            .add("AND config_rule_name = ?", rule.name()));
    if (before != ComplianceType.NOT_APPLICABLE) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      change(current, rule, new Verdict(ComplianceType.NOT_APPLICABLE, why), before, now);
    }
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

  private void change(
      CurrentResource current,
      RuleText rule,
      Verdict verdict,
      @Nullable ComplianceType before,
      Instant now) {
    ResourceKey key = current.key();
    database.batch(
        CHANGE,
        List.of(
            Arrays.asList(
                ids.next(),
                key.accountId().value(),
                key.region(),
                key.resourceType(),
                key.resourceId(),
                rule.name(),
                current.stateId(),
                before == null ? null : before.name(),
                verdict.type().name(),
                verdict.annotation(),
                now)));
    metrics.counter("cairn.config.verdict-changes", "to", verdict.type().name()).increment();
    outbox.add(
        Topic.CONFIG_COMPLIANCE_CHANGED,
        key.toString(),
        json(
            new ComplianceChanged(
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
                before,
                verdict.type(),
                verdict.annotation(),
                current.stateId(),
                current.captureTime(),
                now)));
  }

  private byte[] json(ComplianceChanged change) {
    try {
      return mapper.writeValueAsBytes(change);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a verdict's change cannot be written", e);
    }
  }

  private static @Nullable Object[] of(ResourceKey key) {
    return new @Nullable Object[] {
      key.accountId().value(), key.region(), key.resourceType(), key.resourceId()
    };
  }
}

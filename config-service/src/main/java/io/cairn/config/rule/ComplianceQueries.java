package io.cairn.config.rule;

import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Keys;
import io.cairn.config.database.Sql;
import io.cairn.config.rule.ComplianceDto.OnResource;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists verdicts by keyset. */
@Singleton
class ComplianceQueries {
  private static final String RESOURCE = Keys.COLUMNS;

  private final Database database;
  private final Rules rules;

  ComplianceQueries(Database database, Rules rules) {
    this.database = database;
    this.rules = rules;
  }

  /** What verdicts are asked for; null means any. */
  record Filter(
      @Nullable String configRuleName,
      @Nullable ComplianceType complianceType,
      @Nullable String accountId,
      @Nullable String region,
      @Nullable String resourceType,
      @Nullable String resourceId) {}

  /** Where a list goes on. */
  record After(ResourceKey key, String ruleName) {}

  List<OnResource> list(boolean byRule, Filter filter, @Nullable After after, int limit) {
    Sql sql = filtered(Sql.of("SELECT * FROM compliance WHERE true"), filter);
    String order = byRule ? "config_rule_name, " + RESOURCE : RESOURCE + ", config_rule_name";
    if (after != null) {
      ResourceKey key = after.key();
      String account = key.accountId().value();
      if (byRule) {
        sql.add(
            "AND (" + order + ") > (?, ?, ?, ?, ?)",
            after.ruleName(),
            account,
            key.region(),
            key.resourceType(),
            key.resourceId());
      } else {
        sql.add(
            "AND (" + order + ") > (?, ?, ?, ?, ?)",
            account,
            key.region(),
            key.resourceType(),
            key.resourceId(),
            after.ruleName());
      }
    }
    RuleBook book = rules.book();
    return database.list(
        sql.add("ORDER BY " + order + " LIMIT ?", limit),
        row -> verdict(row, book.text(row.getString("config_rule_name"))));
  }

  long count(Filter filter) {
    return database.number(filtered(Sql.of("SELECT count(*) FROM compliance WHERE true"), filter));
  }

  /** Numbers of verdicts by rule and verdict. */
  Map<String, Map<ComplianceType, Long>> counts(
      @Nullable String accountId, @Nullable String region) {
    Sql sql =
        Sql.of("SELECT config_rule_name, compliance_type, count(*) FROM compliance WHERE true")
            .and("account_id = ?", accountId)
            .and("region = ?", region)
            .add("GROUP BY config_rule_name, compliance_type");
    Map<String, Map<ComplianceType, Long>> counts = new TreeMap<>();
    database.list(
        sql,
        row ->
            counts
                .computeIfAbsent(row.getString(1), n -> new EnumMap<>(ComplianceType.class))
                .put(ComplianceType.valueOf(row.getString(2)), row.getLong(3)));
    return counts;
  }

  private static Sql filtered(Sql sql, Filter filter) {
    ComplianceType type = filter.complianceType();
    if (type != null) {
      // as a constant, so that the planner sees that the indexes of what is wrong hold it
      sql.add("AND compliance_type = '" + type.name() + "'");
    }
    return sql.and("config_rule_name = ?", filter.configRuleName())
        .and("account_id = ?", filter.accountId())
        .and("region = ?", filter.region())
        .and("resource_type = ?", filter.resourceType())
        .and("resource_id = ?", filter.resourceId());
  }

  private static OnResource verdict(ResultSet row, RuleText rule) throws SQLException {
    Instant evaluatedAt = Columns.instant(row, "evaluated_at");
    return new OnResource(
        rule.name(),
        rule.identifier(),
        rule.severity(),
        rule.description(),
        rule.remediation(),
        row.getString("account_id"),
        row.getString("region"),
        row.getString("resource_type"),
        row.getString("resource_id"),
        ComplianceType.valueOf(row.getString("compliance_type")),
        row.getString("annotation"),
        evaluatedAt,
        row.getLong("configuration_state_id"));
  }
}

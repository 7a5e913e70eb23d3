package io.cairn.config.rule.custom;

import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of custom policy rules. */
@Singleton
class CustomRuleStore {
  private final Database database;

  CustomRuleStore(Database database) {
    this.database = database;
  }

  /** The fingerprint of each rule, by name. */
  Map<String, String> versions() {
    return database
        .list(
            Sql.of("SELECT config_rule_name, version FROM custom_rule"),
            row -> Map.entry(row.getString(1), row.getString(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Optional<CustomRule> find(String name) {
    return database.first(
        Sql.of("SELECT * FROM custom_rule WHERE config_rule_name = ?", name),
        CustomRuleStore::rule);
  }

  /** Adds a rule; false when the name is taken. */
  boolean add(CustomRule rule) {
    return write(rule, "DO NOTHING") == 1;
  }

  /** Adds or replaces a rule. */
  void put(CustomRule rule) {
    write(
        rule,
        "(config_rule_name) DO UPDATE SET description = excluded.description,"
            + " severity = excluded.severity, remediation = excluded.remediation,"
            + " resource_types = excluded.resource_types,"
            + " policy_runtime = excluded.policy_runtime, policy_text = excluded.policy_text,"
            + " version = excluded.version, changed_at = excluded.changed_at,"
            + " changed_by = excluded.changed_by");
  }

  private int write(CustomRule rule, String onConflict) {
    return database.update(
        Sql.of(
                "INSERT INTO custom_rule (config_rule_name, description, severity, remediation,"
                    + " resource_types, policy_runtime, policy_text, version, changed_at, changed_by)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rule.configRuleName(),
                rule.description(),
                rule.severity(),
                rule.remediation(),
                rule.resourceTypes(),
                rule.policy().policyRuntime(),
                rule.policy().policyText(),
                rule.fingerprint() + rule.changedAt().toEpochMilli(),
                rule.changedAt(),
                rule.changedBy())
            .add("ON CONFLICT " + onConflict));
  }

  boolean delete(String name) {
    return database.update(Sql.of("DELETE FROM custom_rule WHERE config_rule_name = ?", name)) == 1;
  }

  private static CustomRule rule(ResultSet row) throws SQLException {
    return new CustomRule(
        row.getString("config_rule_name"),
        row.getString("description"),
        row.getString("severity"),
        row.getString("remediation"),
        Set.copyOf(List.of((String[]) row.getArray("resource_types").getArray())),
        new Policy(row.getString("policy_runtime"), row.getString("policy_text")),
        Columns.instant(row, "changed_at"),
        row.getString("changed_by"));
  }
}

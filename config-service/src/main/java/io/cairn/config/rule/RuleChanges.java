package io.cairn.config.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes of verdicts that items brought about. */
@Singleton
public class RuleChanges {
  private final Database database;

  RuleChanges(Database database) {
    this.database = database;
  }

  /**
   * A verdict that changed.
   *
   * @param oldComplianceType verdict before; null at the first
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record RuleChange(
      String configRuleName,
      @Nullable ComplianceType oldComplianceType,
      ComplianceType newComplianceType,
      Instant evaluatedAt,
      @Nullable String annotation) {}

  /** The changes by state id of the item that was judged, oldest first. */
  public Map<Long, List<RuleChange>> of(ResourceKey key, Collection<Long> stateIds) {
    Map<Long, List<RuleChange>> changes = new HashMap<>();
    Sql sql =
        Sql.of(
            "SELECT * FROM compliance_change WHERE account_id = ? AND region = ?"
                + " AND resource_type = ? AND resource_id = ?"
                + " AND configuration_state_id = ANY (?::bigint[])"
                + " ORDER BY evaluated_at, config_rule_name",
            key.accountId().value(),
            key.region(),
            key.resourceType(),
            key.resourceId(),
            stateIds.stream().map(String::valueOf).toList());
    database.list(
        sql,
        row ->
            changes
                .computeIfAbsent(row.getLong("configuration_state_id"), id -> new ArrayList<>())
                .add(
                    new RuleChange(
                        row.getString("config_rule_name"),
                        type(row.getString("old_compliance_type")),
                        ComplianceType.valueOf(row.getString("new_compliance_type")),
                        Columns.instant(row, "evaluated_at"),
                        row.getString("annotation"))));
    return changes;
  }

  private static @Nullable ComplianceType type(@Nullable String name) {
    return name == null ? null : ComplianceType.valueOf(name);
  }
}

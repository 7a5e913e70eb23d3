package io.cairn.findings.compliance;

import io.cairn.contracts.ComplianceChanged;
import io.cairn.contracts.ComplianceType;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.RuleVerdicts;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The table compliance_verdict. */
@Singleton
class VerdictTable implements RuleVerdicts {
  private static final Set<ComplianceType> KEPT =
      Set.of(ComplianceType.COMPLIANT, ComplianceType.NOT_APPLICABLE);
  private static final String READ =
      """
      SELECT compliance_type FROM compliance_verdict
      WHERE config_rule_name = ? AND account_id = ? AND region = ? AND resource_type = ? AND resource_id = ?
      """;
  private static final String LOCK =
      """
      SELECT compliance_type, (configuration_state_id, evaluated_at) < (?, ?) AS older FROM compliance_verdict
      WHERE config_rule_name = ? AND account_id = ? AND region = ? AND resource_type = ? AND resource_id = ?
      FOR UPDATE
      """;
  private static final String SAVE =
      """
      INSERT INTO compliance_verdict (config_rule_name, account_id, region, resource_type, resource_id,
          configuration_state_id, evaluated_at, compliance_type) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (account_id, region, resource_type, resource_id, config_rule_name) DO UPDATE
      SET configuration_state_id = excluded.configuration_state_id, evaluated_at = excluded.evaluated_at,
          compliance_type = excluded.compliance_type
      WHERE (compliance_verdict.configuration_state_id, compliance_verdict.evaluated_at)
          < (excluded.configuration_state_id, excluded.evaluated_at)
      """;

  private final Database database;

  VerdictTable(Database database) {
    this.database = database;
  }

  /** What a verdict is to those taken before it. */
  sealed interface Taken {
    /** It is later than all others. */
    record Latest(Optional<ComplianceType> before) implements Taken {}

    /** It came before, or a later one did: of a newer version, or of the same at a later time. */
    record Stale() implements Taken {}
  }

  /** Takes a verdict in the caller's transaction, unless it is stale. */
  Taken take(ComplianceChanged verdict) {
    return database.call("take a verdict", connection -> take(connection, verdict));
  }

  private static Taken take(Connection connection, ComplianceChanged verdict) throws SQLException {
    Optional<Row> row =
        Statement.of(LOCK)
            .with(verdict.configurationStateId(), verdict.evaluatedAt())
            .with(verdict.configRuleName(), verdict.accountId(), verdict.region())
            .with(verdict.resourceType(), verdict.resourceId())
            .first(
                connection,
                r -> new Row(ComplianceType.valueOf(r.getString(1)), r.getBoolean("older")));
    if (row.isPresent() && !row.get().older) {
      return new Taken.Stale();
    }
    int saved =
        Statement.of(SAVE)
            .with(verdict.configRuleName(), verdict.accountId(), verdict.region())
            .with(verdict.resourceType(), verdict.resourceId(), verdict.configurationStateId())
            .with(verdict.evaluatedAt(), verdict.newComplianceType().name())
            .run(connection);
    return saved == 1 ? new Taken.Latest(row.map(Row::before)) : new Taken.Stale();
  }

  @Override
  public boolean isKept(Finding finding) {
    return database.call(
        "read a verdict",
        connection ->
            Statement.of(READ)
                .with(finding.source(), finding.account().value(), finding.region())
                .with(finding.resourceType(), finding.resourceId())
                .first(connection, row -> ComplianceType.valueOf(row.getString(1)))
                .filter(KEPT::contains)
                .isPresent());
  }

  private record Row(ComplianceType before, boolean older) {}
}

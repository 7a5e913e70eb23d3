package io.cairn.findings.finding.store;

import static io.cairn.findings.database.Database.instant;
import static io.cairn.findings.database.Database.instantOrNull;

import io.cairn.contracts.AccountId;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.RecordState;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.finding.WorkflowStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads rows of the table finding. */
public final class FindingRows {
  private FindingRows() {}

  public static Finding finding(ResultSet row) throws SQLException {
    return new Finding(
        row.getObject("id", UUID.class),
        FindingType.of(row.getString("type")),
        row.getString("source"),
        row.getString("title"),
        row.getString("description"),
        row.getString("remediation"),
        Severity.ofRank(row.getInt("severity")),
        row.getBoolean("severity_set"),
        new AccountId(row.getString("account_id")),
        row.getString("region"),
        row.getString("resource_type"),
        row.getString("resource_id"),
        row.getString("actor"),
        WorkflowStatus.of(row.getString("workflow_status")),
        RecordState.of(row.getString("record_state")),
        row.getString("note"),
        row.getString("note_by"),
        instantOrNull(row, "note_at"),
        row.getLong("count"),
        instant(row, "first_seen"),
        instant(row, "last_seen"),
        instant(row, "created_at"),
        instant(row, "updated_at"),
        row.getLong("version"));
  }
}

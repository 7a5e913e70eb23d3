package io.cairn.findings.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The part of a finding that people (or a rule that turned compliant) decide. */
public record Decision(
    WorkflowStatus workflowStatus,
    RecordState recordState,
    Severity severity,
    boolean severitySet,
    @Nullable String note,
    @Nullable String noteBy,
    @Nullable Instant noteAt) {

  /** What holds now. */
  public static Decision of(Finding finding) {
    return new Decision(
        finding.workflowStatus(),
        finding.recordState(),
        finding.severity(),
        finding.severitySet(),
        finding.note(),
        finding.noteBy(),
        finding.noteAt());
  }

  public Decision with(WorkflowStatus status) {
    return new Decision(status, recordState, severity, severitySet, note, noteBy, noteAt);
  }

  public Decision with(RecordState state) {
    return new Decision(workflowStatus, state, severity, severitySet, note, noteBy, noteAt);
  }

  public Decision with(Severity chosen) {
    return new Decision(workflowStatus, recordState, chosen, true, note, noteBy, noteAt);
  }

  public Decision withNote(String text, String by, Instant at) {
    return new Decision(workflowStatus, recordState, severity, severitySet, text, by, at);
  }
}

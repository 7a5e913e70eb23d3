package io.cairn.findings.finding.record;

import io.cairn.contracts.FindingUpdated.Change;
import io.cairn.findings.database.Database;
import io.cairn.findings.finding.Decision;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.FindingDraft;
import io.cairn.findings.finding.FindingIdentity;
import io.cairn.findings.finding.IdentityKey;
import io.cairn.findings.finding.ItemEvidence;
import io.cairn.findings.finding.WorkflowStatus;
import io.cairn.findings.finding.store.EvidenceTable;
import io.cairn.findings.finding.store.FindingEvents;
import io.cairn.findings.finding.store.FindingTable;
import io.cairn.findings.finding.store.FindingTable.Drafted;
import io.cairn.findings.finding.store.FindingTable.Seen;
import io.cairn.findings.finding.store.HistoryTable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Turns verdicts of configuration rules into findings. The caller has put verdicts in order; here
 * each is taken as the latest.
 */
@Singleton
public class VerdictRecorder {
  private final Database database;
  private final FindingTable findings;
  private final EvidenceTable evidence;
  private final HistoryTable history;
  private final FindingEvents events;

  VerdictRecorder(
      Database database,
      FindingTable findings,
      EvidenceTable evidence,
      HistoryTable history,
      FindingEvents events) {
    this.database = database;
    this.findings = findings;
    this.evidence = evidence;
    this.history = history;
    this.events = events;
  }

  /**
   * The resource breaks the rule.
   *
   * @param flipped whether it kept the rule before; a verdict that only repeats itself, on another
   *     version of the resource, brings the finding up to date without counting
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void broken(FindingDraft draft, ItemEvidence item, boolean flipped) {
    database.call(
        "record a verdict",
        connection -> {
          IdentityKey key = draft.identity().mapKey();
          Finding before =
              findings
                  .lockOrMake(connection, Map.of(key, new Drafted(draft, item.evaluatedAt())))
                  .get(key);
          if (before == null) {
            throw new IllegalStateException("a finding vanished while its transaction held it");
          }
          evidence.addItem(connection, before.id(), item);
          see(connection, before, draft, item, flipped);
          return before.id();
        });
  }

  private void see(
      Connection connection, Finding before, FindingDraft draft, ItemEvidence item, boolean flipped)
      throws SQLException {
    boolean made = before.count() == 0;
    boolean reopen = !made && before.isClosed();
    long times = made || flipped || reopen ? 1 : 0;
    var seen = new Seen(times, item.evaluatedAt(), item.evaluatedAt());
    Finding after = findings.see(connection, before, draft, seen, reopen);
    if (made) {
      history.made(connection, after.id());
    } else {
      history.changed(connection, before, after, HistoryTable.SUITE);
    }
    events.tell(connection, after, change(made, reopen, flipped));
  }

  private static Change change(boolean made, boolean reopen, boolean flipped) {
    if (made) {
      return Change.CREATED;
    }
    return reopen ? Change.REOPENED : flipped ? Change.RECURRED : Change.UPDATED;
  }

  /**
   * The resource keeps the rule, the rule no longer applies to it, or one of them is gone: an open
   * finding is resolved, a suppressed one stays suppressed.
   *
   * @param why for the history: {@code cairn: COMPLIANT}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void kept(FindingIdentity identity, String why) {
    database.call(
        "resolve a finding",
        connection -> {
          Optional<Finding> open = findings.lock(connection, identity).filter(this::isOpen);
          if (open.isPresent()) {
            resolve(connection, open.get(), why);
          }
          return open.isPresent();
        });
  }

  private boolean isOpen(Finding finding) {
    return finding.workflowStatus() == WorkflowStatus.NEW
        || finding.workflowStatus() == WorkflowStatus.NOTIFIED;
  }

  private void resolve(Connection connection, Finding before, String why) throws SQLException {
    Finding after =
        findings.decide(connection, before, Decision.of(before).with(WorkflowStatus.RESOLVED));
    history.changed(connection, before, after, why);
    events.tell(connection, after, Change.RESOLVED);
  }
}

package io.cairn.findings.finding.api;

import io.cairn.contracts.FindingUpdated.Change;
import io.cairn.findings.database.Database;
import io.cairn.findings.finding.Decision;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.RecordState;
import io.cairn.findings.finding.RuleVerdicts;
import io.cairn.findings.finding.WorkflowStatus;
import io.cairn.findings.finding.api.FindingDto.Failed;
import io.cairn.findings.finding.store.FindingEvents;
import io.cairn.findings.finding.store.FindingTable;
import io.cairn.findings.finding.store.HistoryEntry;
import io.cairn.findings.finding.store.HistoryTable;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people do with findings. Every change is noted in the history with its author. */
@ApplicationScoped
public class FindingService {
  private static final int ALL_EVIDENCE = 1_000;

  private final Database database;
  private final FindingTable findings;
  private final FindingSearch search;
  private final HistoryTable history;
  private final FindingEvents events;
  private final RuleVerdicts verdicts;
  private final PageTokens tokens;
  private final Clock clock;

  FindingService(
      Database database,
      FindingTable findings,
      FindingSearch search,
      HistoryTable history,
      FindingEvents events,
      RuleVerdicts verdicts,
      PageTokens tokens,
      Clock clock) {
    this.database = database;
    this.findings = findings;
    this.search = search;
    this.history = history;
    this.events = events;
    this.verdicts = verdicts;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** A finding with all evidence that is kept. */
  Optional<FindingDto.Item> find(UUID id) {
    return read(id, ALL_EVIDENCE);
  }

  private Optional<FindingDto.Item> read(UUID id, int evidenceLimit) {
    return database.call(
        "read a finding",
        connection -> {
          List<Finding> found = findings.read(connection, id).map(List::of).orElse(List.of());
          return search.items(connection, found, evidenceLimit).stream().findFirst();
        });
  }

  /** A finding with its latest evidence, as lists and messages show it. */
  public Optional<FindingDto.Item> summary(UUID id) {
    return read(id, FindingSearch.EVIDENCE_IN_LISTS);
  }

  /** A finding as it stands. */
  public Optional<Finding> state(UUID id) {
    return database.call("read a finding", connection -> findings.read(connection, id));
  }

  /** One page of a finding's history, newest first. */
  Page<HistoryEntry> history(UUID id, int limit, @Nullable String nextToken) {
    String purpose = "getFindingHistory " + id;
    @Nullable UUID before =
        nextToken == null ? null : UUID.fromString(tokens.open(purpose, nextToken));
    return database.call(
        "read a finding's history",
        connection -> {
          if (findings.read(connection, id).isEmpty()) {
            throw unknown(id);
          }
          List<HistoryTable.Placed> found = history.list(connection, id, before, limit + 1);
          boolean more = found.size() > limit;
          List<HistoryTable.Placed> shown = more ? found.subList(0, limit) : found;
          return new Page<>(
              shown.stream().map(HistoryTable.Placed::entry).toList(),
              more ? tokens.seal(purpose, shown.getLast().id().toString()) : null);
        });
  }

  /**
   * Changes what a person decides.
   *
   * @param expected version the person saw, or null to change whatever is there
   * @param by ARN of the person
   */
  @Transactional
  void update(UUID id, @Nullable Long expected, FindingUpdate update, String by) {
    database.call(
        "update a finding",
        connection -> change(connection, id, expected, by, update.on(by, clock.instant())));
  }

  /** Puts a finding away, or takes it out again; nothing happens if it is there already. */
  @Transactional
  void move(UUID id, @Nullable Long expected, RecordState state, String by) {
    database.call(
        "move a finding",
        connection -> change(connection, id, expected, by, decision -> moved(decision, state)));
  }

  /** A resolved finding that is taken out again is NEW: somebody wants it looked at. */
  private static Decision moved(Decision decision, RecordState state) {
    boolean back = state == RecordState.ACTIVE;
    return back && decision.workflowStatus() == WorkflowStatus.RESOLVED
        ? decision.with(state).with(WorkflowStatus.NEW)
        : decision.with(state);
  }

  /** Makes one decision about many findings; those that do not exist are told, the rest is done. */
  @Transactional
  FindingDto.BulkResult updateAll(List<UUID> ids, FindingUpdate update, String by) {
    return database.call(
        "update findings",
        connection -> {
          List<UUID> updated = new ArrayList<>();
          List<Failed> failed = new ArrayList<>();
          Set<UUID> wanted = new TreeSet<>(ids);
          Set<UUID> there = findings.lock(connection, wanted);
          for (UUID id : wanted) {
            if (there.contains(id)) {
              change(connection, id, null, by, update.on(by, clock.instant()));
              updated.add(id);
            } else {
              failed.add(new Failed(id, "finding-unknown", "There is no finding " + id + "."));
            }
          }
          return new FindingDto.BulkResult(updated, failed);
        });
  }

  private Finding change(
      Connection connection,
      UUID id,
      @Nullable Long expected,
      String by,
      UnaryOperator<Decision> decide)
      throws SQLException {
    Finding before = findings.lock(connection, id).orElseThrow(() -> unknown(id));
    if (expected != null && expected != before.version()) {
      throw new ProblemException(
          FindingProblem.FINDING_CHANGED,
          "Finding "
              + id
              + " is at version "
              + before.version()
              + ", not "
              + expected
              + "; read it again and decide anew.");
    }
    Decision now = Decision.of(before);
    Decision wanted = settled(before, decide.apply(now));
    if (wanted.equals(now)) {
      return before;
    }
    Finding after = findings.decide(connection, before, wanted);
    history.changed(connection, before, after, by);
    events.tell(connection, after, kind(before, after));
    return after;
  }

  /**
   * A finding that is no longer suppressed, and whose rule was kept meanwhile, is resolved: no
   * verdict will come that says so again.
   */
  private Decision settled(Finding before, Decision wanted) {
    boolean opened =
        before.workflowStatus() == WorkflowStatus.SUPPRESSED
            && (wanted.workflowStatus() == WorkflowStatus.NEW
                || wanted.workflowStatus() == WorkflowStatus.NOTIFIED);
    return opened && before.type() == FindingType.COMPLIANCE && verdicts.isKept(before)
        ? wanted.with(WorkflowStatus.RESOLVED)
        : wanted;
  }

  private static Change kind(Finding before, Finding after) {
    if (before.isClosed() && !after.isClosed() && after.workflowStatus() == WorkflowStatus.NEW) {
      return Change.REOPENED;
    }
    boolean resolved =
        before.workflowStatus() != WorkflowStatus.RESOLVED
            && after.workflowStatus() == WorkflowStatus.RESOLVED;
    return resolved ? Change.RESOLVED : Change.UPDATED;
  }

  static ProblemException unknown(UUID id) {
    return new ProblemException(
        FindingProblem.FINDING_UNKNOWN,
        "There is no finding " + id + "; GET /api/v1/findings lists those there are.");
  }
}

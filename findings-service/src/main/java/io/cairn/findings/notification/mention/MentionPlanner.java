package io.cairn.findings.notification.mention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.contracts.ComplianceChanged;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.FindingUpdated.Change;
import io.cairn.findings.compliance.VerdictTaken;
import io.cairn.findings.database.Database;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.FindingChange;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.FindingsChanged;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.finding.WorkflowStatus;
import io.cairn.findings.notification.target.Occasion;
import io.cairn.findings.notification.target.Target;
import io.cairn.findings.notification.target.TargetTable;
import io.cairn.web.runtime.Ids;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is told of what, in the transaction of the change: a change that commits is told, one
 * that rolls back or comes again is not. A suppressed finding tells nobody anything.
 */
@Singleton
class MentionPlanner {
  private final Database database;
  private final TargetTable targets;
  private final MentionTable mentions;
  private final ObjectMapper json;
  private final Clock clock;
  private final Ids ids;

  MentionPlanner(
      Database database,
      TargetTable targets,
      MentionTable mentions,
      ObjectMapper json,
      Clock clock,
      Ids ids) {
    this.database = database;
    this.targets = targets;
    this.mentions = mentions;
    this.json = json;
    this.clock = clock;
    this.ids = ids;
  }

  void findings(@Observes FindingsChanged changed) {
    List<Target> enabled = enabled();
    if (!enabled.isEmpty()) {
      database.call(
          "note whom to tell",
          connection -> {
            for (FindingChange change : changed.changes()) {
              note(connection, enabled, change);
            }
            return changed.changes().size();
          });
    }
  }

  private void note(Connection connection, List<Target> enabled, FindingChange change)
      throws SQLException {
    Finding finding = change.finding();
    @Nullable Occasion occasion = occasion(change.change());
    if (occasion == null || finding.workflowStatus() == WorkflowStatus.SUPPRESSED) {
      return;
    }
    for (Target target : enabled) {
      if (target
          .filter()
          .lets(occasion, finding.type(), finding.severity(), finding.account().value())) {
        note(connection, target, change);
      }
    }
  }

  /**
   * Occurrences are taken up by what is still to be told of their finding. Anything else tells
   * first what waits.
   */
  private void note(Connection connection, Target target, FindingChange change)
      throws SQLException {
    Mention mention = mention(change);
    var now = clock.instant();
    if (change.change() != Change.RECURRED) {
      mentions.hasten(connection, target.id(), change.finding().id(), change.history(), now);
      mentions.add(connection, target.id(), mention, now);
    } else if (!mentions.takeUp(connection, target.id(), mention, now)) {
      mentions.add(
          connection, target.id(), mention, now.plus(target.gathering().recurringInterval()));
    }
  }

  private static @Nullable Occasion occasion(Change change) {
    return switch (change) {
      case CREATED -> Occasion.NEW;
      case RECURRED, REOPENED -> Occasion.RECURRING;
      case RESOLVED -> Occasion.RESOLVED;
      case UPDATED -> null;
    };
  }

  private Mention mention(FindingChange change) {
    Finding finding = change.finding();
    return new Mention(
        ids.next(),
        change.change().name(),
        finding.id(),
        finding.title(),
        finding.type(),
        finding.severity(),
        finding.account().value(),
        null,
        finding.lastSeen(),
        change.history(),
        0,
        clock.instant());
  }

  void flip(@Observes VerdictTaken taken) {
    ComplianceChanged verdict = taken.verdict();
    if (!isFlip(verdict)) {
      return;
    }
    Severity severity = Severity.of(verdict.severity());
    List<Target> told =
        enabled().stream()
            .filter(
                t ->
                    t.filter()
                        .lets(
                            Occasion.COMPLIANCE,
                            FindingType.COMPLIANCE,
                            severity,
                            verdict.accountId()))
            .toList();
    database.call(
        "note whom to tell",
        connection -> {
          for (Target target : told) {
            mentions.add(connection, target.id(), mention(verdict, severity), clock.instant());
          }
          return told.size();
        });
  }

  /** From broken to anything known to be better, or to broken from anything else. */
  private static boolean isFlip(ComplianceChanged verdict) {
    boolean wasBroken = verdict.oldComplianceType() == ComplianceType.NON_COMPLIANT;
    return switch (verdict.newComplianceType()) {
      case NON_COMPLIANT -> !wasBroken;
      case COMPLIANT, NOT_APPLICABLE -> wasBroken;
      case INSUFFICIENT_DATA -> false;
    };
  }

  private Mention mention(ComplianceChanged verdict, Severity severity) {
    return new Mention(
        ids.next(),
        Mention.COMPLIANCE,
        null,
        verdict.configRuleName(),
        FindingType.COMPLIANCE,
        severity,
        verdict.accountId(),
        write(verdict),
        verdict.evaluatedAt(),
        false,
        0,
        clock.instant());
  }

  private String write(ComplianceChanged verdict) {
    try {
      return json.writeValueAsString(verdict);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a verdict cannot be written as JSON", e);
    }
  }

  private List<Target> enabled() {
    return targets.all().stream().filter(Target::enabled).toList();
  }
}

package io.cairn.findings.notification.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.contracts.ComplianceChanged;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.FindingUpdated;
import io.cairn.contracts.FindingUpdated.Change;
import io.cairn.findings.database.Database;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.FindingService;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.finding.WorkflowStatus;
import io.cairn.findings.notification.target.Occasion;
import io.cairn.findings.notification.target.Target;
import io.cairn.findings.notification.target.TargetTable;
import io.cairn.messaging.consumer.PoisonException;
import io.cairn.messaging.consumer.ReceivedRecord;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is told of what. An event is planned once, whatever comes again; a suppressed finding
 * tells nobody anything. Further occurrences of a finding are gathered for the target's interval,
 * so that a burst is one message.
 */
@Singleton
class DeliveryPlanner {
  private final Database database;
  private final TargetTable targets;
  private final DeliveryTable deliveries;
  private final FindingService findings;
  private final ObjectMapper json;

  DeliveryPlanner(
      Database database,
      TargetTable targets,
      DeliveryTable deliveries,
      FindingService findings,
      ObjectMapper json) {
    this.database = database;
    this.targets = targets;
    this.deliveries = deliveries;
    this.findings = findings;
    this.json = json;
  }

  /** Plans for changes of findings, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  void planFindings(List<ReceivedRecord> records) {
    List<Target> enabled = enabled();
    for (ReceivedRecord received : records) {
      FindingUpdated updated = read(received, FindingUpdated.class);
      Occasion occasion = occasion(updated.change());
      if (occasion != null) {
        List<Target> told = told(enabled, occasion, updated);
        database.call("plan deliveries", connection -> plan(connection, received, updated, told));
      }
    }
  }

  private static List<Target> told(
      List<Target> enabled, Occasion occasion, FindingUpdated updated) {
    try {
      FindingType type = FindingType.of(updated.type());
      Severity severity = Severity.of(updated.severity());
      return enabled.stream()
          .filter(t -> t.filter().lets(occasion, type, severity, updated.accountId()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new PoisonException("not a change of a finding: " + e.getMessage(), e);
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

  private int plan(
      Connection connection, ReceivedRecord received, FindingUpdated updated, List<Target> told)
      throws SQLException {
    if (told.isEmpty() || !deliveries.isNew(connection, eventId(received))) {
      return 0;
    }
    UUID findingId = UUID.fromString(updated.findingId());
    Optional<Finding> finding = findings.state(findingId);
    if (finding.isEmpty() || finding.get().workflowStatus() == WorkflowStatus.SUPPRESSED) {
      return 0;
    }
    var planned = new Planned(eventId(received), updated.change().name(), findingId, null);
    for (Target target : told) {
      if (updated.change() == Change.RECURRED) {
        deliveries.gather(connection, target.id(), planned, target.recurringInterval());
      } else {
        deliveries.stopGathering(connection, target.id(), findingId);
        deliveries.plan(connection, target.id(), planned);
      }
    }
    return told.size();
  }

  /** Plans for verdicts that turned over, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  void planFlips(List<ReceivedRecord> records) {
    List<Target> enabled = enabled();
    for (ReceivedRecord received : records) {
      ComplianceChanged verdict = read(received, ComplianceChanged.class);
      if (isFlip(verdict)) {
        planFlip(enabled, received, verdict);
      }
    }
  }

  private void planFlip(List<Target> enabled, ReceivedRecord received, ComplianceChanged verdict) {
    Severity severity = severity(verdict);
    List<Target> told =
        enabled.stream()
            .filter(
                t ->
                    t.filter()
                        .lets(
                            Occasion.COMPLIANCE,
                            FindingType.COMPLIANCE,
                            severity,
                            verdict.accountId()))
            .toList();
    var planned =
        new Planned(
            eventId(received),
            Occasion.COMPLIANCE.name(),
            null,
            new String(received.value(), StandardCharsets.UTF_8));
    database.call(
        "plan deliveries",
        connection -> {
          if (!told.isEmpty() && deliveries.isNew(connection, eventId(received))) {
            for (Target target : told) {
              deliveries.plan(connection, target.id(), planned);
            }
          }
          return told.size();
        });
  }

  private static Severity severity(ComplianceChanged verdict) {
    try {
      return Severity.of(verdict.severity());
    } catch (IllegalArgumentException e) {
      throw new PoisonException("not a ComplianceChanged: " + e.getMessage(), e);
    }
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

  private List<Target> enabled() {
    return targets.all().stream().filter(Target::enabled).toList();
  }

  private <T> T read(ReceivedRecord received, Class<T> type) {
    try {
      return json.readValue(received.value(), type);
    } catch (IOException | RuntimeException e) {
      throw new PoisonException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  /** The CloudEvent's id, which a replay keeps; a record without one is known by its place. */
  private static String eventId(ReceivedRecord received) {
    String id = received.header("ce_id");
    return id != null ? id : received.toString();
  }
}

package io.cairn.findings.compliance;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ComplianceChanged;
import io.cairn.contracts.ComplianceType;
import io.cairn.findings.finding.FindingDraft;
import io.cairn.findings.finding.FindingIdentity;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.ItemEvidence;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.finding.record.VerdictRecorder;
import io.cairn.messaging.consumer.BatchConsumer;
import io.cairn.messaging.consumer.PoisonException;
import io.cairn.messaging.consumer.ReceivedRecord;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes verdicts. Each counts once and only if no later one was taken: of two verdicts on one
 * resource the one on the newer version is later, of two on the same version the later evaluated.
 */
@ApplicationScoped
class ComplianceConsumer {
  private final BatchConsumer consumer;
  private final ObjectMapper json;
  private final VerdictTable verdicts;
  private final VerdictRecorder findings;
  private final Event<VerdictTaken> observers;

  ComplianceConsumer(
      BatchConsumer consumer,
      ObjectMapper json,
      VerdictTable verdicts,
      VerdictRecorder findings,
      Event<VerdictTaken> observers) {
    this.consumer = consumer;
    this.json = json;
    this.verdicts = verdicts;
    this.findings = findings;
    this.observers = observers;
  }

  @Incoming("compliance-changed-in")
  @Blocking
  CompletionStage<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
    return consumer.consume(batch, this::handle);
  }

  private void handle(List<ReceivedRecord> records) {
    for (ReceivedRecord received : records) {
      take(read(received));
    }
  }

  private ComplianceChanged read(ReceivedRecord received) {
    try {
      ComplianceChanged verdict = json.readValue(received.value(), ComplianceChanged.class);
      var _ = verdict.resource();
      var _ = Severity.of(verdict.severity());
      if (verdict.configRuleName() == null
          || verdict.newComplianceType() == null
          || verdict.evaluatedAt() == null
          || verdict.configurationItemCaptureTime() == null) {
        throw new PoisonException(
            "a verdict lacks configRuleName, newComplianceType, evaluatedAt or"
                + " configurationItemCaptureTime");
      }
      return verdict;
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new PoisonException("not a ComplianceChanged: " + e.getMessage(), e);
    }
  }

  private void take(ComplianceChanged verdict) {
    if (verdicts.take(verdict)
        instanceof VerdictTable.Taken.Latest(Optional<ComplianceType> before)) {
      judge(verdict, before);
      observers.fire(new VerdictTaken(verdict));
    }
  }

  private void judge(ComplianceChanged verdict, Optional<ComplianceType> before) {
    switch (verdict.newComplianceType()) {
      case NON_COMPLIANT ->
          findings.broken(
              draft(verdict),
              evidence(verdict),
              before.filter(b -> b == ComplianceType.NON_COMPLIANT).isEmpty());
      case COMPLIANT, NOT_APPLICABLE ->
          findings.kept(identity(verdict), "cairn: " + verdict.newComplianceType());
      case INSUFFICIENT_DATA -> {
        // Nothing is known to have been mended: an open finding stays open.
      }
    }
  }

  private static FindingIdentity identity(ComplianceChanged verdict) {
    return new FindingIdentity(
        FindingType.COMPLIANCE,
        verdict.configRuleName(),
        new AccountId(verdict.accountId()),
        verdict.region(),
        null,
        new ResourceRef(verdict.resourceType(), verdict.resourceId()));
  }

  private static FindingDraft draft(ComplianceChanged verdict) {
    String name = verdict.resourceName() == null ? verdict.resourceId() : verdict.resourceName();
    return new FindingDraft(
        identity(verdict),
        verdict.resourceType() + " " + name + " breaks the rule " + verdict.configRuleName(),
        verdict.description() == null ? "" : verdict.description(),
        Severity.of(verdict.severity()),
        verdict.remediation());
  }

  private static ItemEvidence evidence(ComplianceChanged verdict) {
    return new ItemEvidence(
        verdict.configurationStateId(),
        verdict.configurationItemCaptureTime(),
        verdict.evaluatedAt(),
        verdict.arn(),
        verdict.resourceName(),
        verdict.annotation());
  }
}

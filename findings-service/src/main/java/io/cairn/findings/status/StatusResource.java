package io.cairn.findings.status;

import io.cairn.findings.correlation.CorrelationLosses;
import io.cairn.findings.detection.DetectionStatus;
import io.cairn.findings.finding.store.FindingCounts;
import io.cairn.findings.notification.delivery.DeliveryCounts;
import io.cairn.web.access.AwsAction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The service's state over HTTP. */
@Path("/api/v1/findings/status")
@Tag(name = "findings")
class StatusResource {
  private final DetectionStatus detections;
  private final CorrelationLosses losses;
  private final FindingCounts findings;
  private final DeliveryCounts deliveries;

  StatusResource(
      DetectionStatus detections,
      CorrelationLosses losses,
      FindingCounts findings,
      DeliveryCounts deliveries) {
    this.detections = detections;
    this.losses = losses;
    this.findings = findings;
    this.deliveries = deliveries;
  }

  /**
   * The state.
   *
   * @param rules detections known and in force
   * @param events events judged and not
   * @param correlations matches that correlations could not take into account
   * @param findings open findings by severity, and closed ones
   * @param deliveries messages by state
   */
  @RegisterForReflection
  record Status(
      DetectionStatus.Rules rules,
      DetectionStatus.Progress events,
      CorrelationLosses.Losses correlations,
      FindingCounts.Counts findings,
      DeliveryCounts.Counts deliveries) {}

  @GET
  @AwsAction("securityhub:DescribeHub")
  @Operation(
      operationId = "getFindingsStatus",
      summary = "Rules in force, events judged, findings by severity, messages pending and dead")
  public Status get() {
    return new Status(
        detections.rules(),
        detections.progress(),
        losses.all(),
        findings.counts(),
        deliveries.counts());
  }
}

package io.cairn.findings.status;

import io.cairn.findings.detection.DetectionStatus;
import io.cairn.findings.notification.delivery.DeliveryCounts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What an operator watches, read from the database when the metrics are asked for. */
@Singleton
class StatusGauges {
  private final DetectionStatus detections;
  private final DeliveryCounts deliveries;

  StatusGauges(DetectionStatus detections, DeliveryCounts deliveries) {
    this.detections = detections;
    this.deliveries = deliveries;
  }

  void register(@Observes StartupEvent event, MeterRegistry meters) {
    Gauge.builder("cairn.findings.rules.in_force", detections, d -> d.rules().inForce())
        .register(meters);
    Gauge.builder("cairn.findings.deliveries.pending", deliveries, d -> d.counts().pending())
        .register(meters);
    Gauge.builder("cairn.findings.deliveries.dead", deliveries, d -> d.counts().dead())
        .register(meters);
  }
}

package io.cairn.findings.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.contracts.ComplianceChanged;
import io.cairn.findings.finding.FindingDto;
import io.cairn.findings.finding.FindingService;
import io.cairn.findings.notification.channel.Outgoing;
import io.cairn.findings.notification.delivery.DeliveryQueue.Claimed;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes messages when they are sent, so that a gathered or late one tells how things stand. */
@Singleton
class MessageWriter {
  private final FindingService findings;
  private final ObjectMapper json;
  private final Clock clock;
  private final Ids ids;

  MessageWriter(FindingService findings, ObjectMapper json, Clock clock, Ids ids) {
    this.findings = findings;
    this.json = json;
    this.clock = clock;
    this.ids = ids;
  }

  /** The message; none if what it tells of is gone. */
  Optional<Outgoing> write(Claimed claimed) {
    Delivery delivery = claimed.delivery();
    if (claimed.verdict() != null) {
      return Optional.of(flip(delivery, read(claimed.verdict())));
    }
    return delivery.findingId() == null
        ? Optional.empty()
        : findings.summary(delivery.findingId()).map(finding -> finding(delivery, finding));
  }

  private Outgoing finding(Delivery delivery, FindingDto.Item finding) {
    MessageText text = MessageText.of(finding, delivery.change(), delivery.gathered());
    String type = "finding." + delivery.change().toLowerCase(Locale.ROOT);
    return outgoing(
        new NotificationBody(
            delivery.deliveryId().toString(), type, clock.instant(), text.whole(), finding, null),
        text,
        Map.of(
            "type", type,
            "severity", finding.severity().wire(),
            "accountId", finding.accountId(),
            "findingType", finding.type().wire()));
  }

  private Outgoing flip(Delivery delivery, ComplianceChanged verdict) {
    MessageText text = MessageText.of(verdict);
    String type = "compliance.changed";
    return outgoing(
        new NotificationBody(
            delivery.deliveryId().toString(), type, clock.instant(), text.whole(), null, verdict),
        text,
        Map.of(
            "type", type,
            "severity", verdict.severity(),
            "accountId", verdict.accountId(),
            "complianceType", verdict.newComplianceType().name()));
  }

  /** A message that only shows that messages arrive. */
  Outgoing test(String targetName) {
    var text =
        new MessageText(
            "[TEST] Cairn can reach " + targetName,
            "What: a test message that somebody asked for; nothing happened.\nWhat to do: nothing.");
    UUID id = ids.next();
    return outgoing(
        new NotificationBody(id.toString(), "test", clock.instant(), text.whole(), null, null),
        text,
        Map.of("type", "test"));
  }

  private Outgoing outgoing(
      NotificationBody body, MessageText text, Map<String, String> attributes) {
    try {
      return new Outgoing(
          body.id(), text.subject(), text.whole(), json.writeValueAsBytes(body), attributes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message cannot be written as JSON", e);
    }
  }

  private ComplianceChanged read(String verdict) {
    try {
      return json.readValue(verdict, ComplianceChanged.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("column notification_delivery.verdict holds no verdict", e);
    }
  }
}

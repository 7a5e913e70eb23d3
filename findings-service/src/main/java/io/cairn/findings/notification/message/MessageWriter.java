package io.cairn.findings.notification.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.contracts.ComplianceChanged;
import io.cairn.findings.finding.api.FindingDto;
import io.cairn.findings.finding.api.FindingService;
import io.cairn.findings.notification.channel.Outgoing;
import io.cairn.findings.notification.mention.Mention;
import io.cairn.findings.notification.mention.MentionTable;
import io.cairn.findings.notification.message.Summary.Listed;
import io.cairn.findings.notification.target.Target;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes messages when they are sent, so that a gathered or late one tells how things stand. */
@Singleton
public class MessageWriter {
  private final FindingService findings;
  private final MentionTable mentions;
  private final SummaryReader summaries;
  private final ObjectMapper json;
  private final Clock clock;
  private final Ids ids;

  MessageWriter(
      FindingService findings,
      MentionTable mentions,
      SummaryReader summaries,
      ObjectMapper json,
      Clock clock,
      Ids ids) {
    this.findings = findings;
    this.mentions = mentions;
    this.summaries = summaries;
    this.json = json;
    this.clock = clock;
    this.ids = ids;
  }

  /** The message of a delivery; none if what it tells of is gone. */
  public Optional<Outgoing> write(UUID deliveryId, String change, Target target) {
    boolean several = change.equals(Mention.SUMMARY) || change.equals(Mention.HISTORY);
    return several
        ? summary(deliveryId, change, target)
        : mentions.list(deliveryId, null, 1).stream()
            .findFirst()
            .flatMap(this::listed)
            .map(one -> single(deliveryId, one));
  }

  private Optional<Listed> listed(Mention mention) {
    String verdict = mention.verdict();
    if (verdict != null) {
      return Optional.of(new Listed(mention.change(), 0, null, read(verdict)));
    }
    UUID findingId = mention.findingId();
    return findingId == null
        ? Optional.empty()
        : findings
            .summary(findingId)
            .map(finding -> new Listed(mention.change(), mention.gathered(), finding, null));
  }

  private Outgoing single(UUID deliveryId, Listed one) {
    FindingDto.Item finding = one.finding();
    if (finding != null) {
      return finding(deliveryId, one, finding);
    }
    ComplianceChanged verdict = one.compliance();
    if (verdict == null) {
      throw new IllegalStateException("delivery " + deliveryId + " tells of nothing");
    }
    return flip(deliveryId, verdict);
  }

  private Outgoing finding(UUID deliveryId, Listed one, FindingDto.Item finding) {
    MessageText text = MessageText.of(finding, one.change(), one.gathered());
    String type = "finding." + one.change().toLowerCase(Locale.ROOT);
    return outgoing(
        new NotificationBody(
            deliveryId.toString(), type, clock.instant(), text.whole(), finding, null, null),
        text,
        Map.of(
            "type", type,
            "severity", finding.severity().wire(),
            "accountId", finding.accountId(),
            "findingType", finding.type().wire()));
  }

  private Outgoing flip(UUID deliveryId, ComplianceChanged verdict) {
    MessageText text = MessageText.of(verdict);
    String type = "compliance.changed";
    return outgoing(
        new NotificationBody(
            deliveryId.toString(), type, clock.instant(), text.whole(), null, verdict, null),
        text,
        Map.of(
            "type", type,
            "severity", verdict.severity(),
            "accountId", verdict.accountId(),
            "complianceType", verdict.newComplianceType().name()));
  }

  private Optional<Outgoing> summary(UUID deliveryId, String change, Target target) {
    String rest =
        "/api/v1/findings/notification-targets/%s/deliveries/%s/mentions"
            .formatted(target.id(), deliveryId);
    return summaries
        .read(deliveryId, worst(deliveryId, target.gathering().listed()), rest)
        .map(summary -> summary(deliveryId, change.toLowerCase(Locale.ROOT), summary));
  }

  /** The worst that can still be shown; of one finding only what happened to it last. */
  private List<Listed> worst(UUID deliveryId, int most) {
    List<Listed> worst = new ArrayList<>(most);
    Set<UUID> shown = new HashSet<>();
    for (Mention mention : mentions.list(deliveryId, null, 2 * most)) {
      UUID findingId = mention.findingId();
      if (worst.size() < most && (findingId == null || shown.add(findingId))) {
        listed(mention).ifPresent(worst::add);
      }
    }
    return worst;
  }

  private Outgoing summary(UUID deliveryId, String type, Summary summary) {
    MessageText text = SummaryText.of(summary);
    return outgoing(
        new NotificationBody(
            deliveryId.toString(), type, clock.instant(), text.whole(), null, null, summary),
        text,
        Map.of("type", type, "severity", summary.bySeverity().keySet().iterator().next()));
  }

  /** A message that only shows that messages arrive. */
  public Outgoing test(String targetName) {
    var text =
        new MessageText(
            "[TEST] Cairn can reach " + targetName,
            "What: a test message that somebody asked for; nothing happened.\nWhat to do: nothing.");
    UUID id = ids.next();
    return outgoing(
        new NotificationBody(
            id.toString(), "test", clock.instant(), text.whole(), null, null, null),
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
      throw new IllegalStateException("column notification_mention.verdict holds no verdict", e);
    }
  }
}

package io.cairn.findings.detection;

import io.cairn.contracts.AccountId;
import io.cairn.findings.correlation.Fired;
import io.cairn.findings.correlation.Witness;
import io.cairn.findings.finding.FindingDraft;
import io.cairn.findings.finding.FindingIdentity;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.record.Incident;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.correlation.Firing;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The finding of a correlation that fired. It is the same one each time the correlation fires for
 * the same group: the account is that of the last event; the region is {@code global} unless the
 * correlation groups by it; the actor is the event's where the correlation groups by who did it,
 * else the values of the group, such as an address; a resource is named where it groups by that.
 */
final class CorrelatedFinding {
  private static final int MAX_TEXT = 4_096;
  private static final int MAX_ID = 800;
  private static final int MAX_SHOWN = 128;
  private static final String ACCOUNT = "recipientAccountId";
  private static final String REGION = "awsRegion";

  private CorrelatedFinding() {}

  static Incident of(Detection detection, Fired fired) {
    Map<String, String> group = fired.firing().group();
    Witness last = fired.last();
    var identity =
        new FindingIdentity(
            FindingType.DETECTION,
            detection.id(),
            new AccountId(last.accountId()),
            group.containsKey(REGION) ? last.region() : "global",
            actor(group, last),
            resource(group, last));
    var draft =
        new FindingDraft(
            identity,
            detection.title(),
            Bounded.text(detection.description() + "\n\n" + counted(fired.firing()), MAX_TEXT),
            detection.severity(),
            detection.remediation());
    return new Incident(
        draft, fired.witnesses().stream().map(Witness::event).toList(), last.acceptedAt());
  }

  private static @Nullable String actor(Map<String, String> group, Witness last) {
    if (group.keySet().stream().anyMatch(name -> name.startsWith("userIdentity."))) {
      return last.actor();
    }
    List<String> values = new ArrayList<>();
    group.forEach(
        (name, value) -> {
          if (!name.equals(ACCOUNT) && !name.equals(REGION) && !isOfResource(name)) {
            values.add(value);
          }
        });
    return values.isEmpty() ? null : Bounded.id(String.join(", ", values), MAX_ID);
  }

  private static @Nullable ResourceRef resource(Map<String, String> group, Witness last) {
    return group.keySet().stream().anyMatch(CorrelatedFinding::isOfResource)
        ? last.resource()
        : null;
  }

  private static boolean isOfResource(String field) {
    return field.startsWith("requestParameters.") || field.startsWith("resources.");
  }

  /** What was counted, for whom and when, in a sentence. */
  private static String counted(Firing firing) {
    SigmaCorrelation rule = firing.correlation();
    String value = Long.toString(Math.round(firing.value()));
    String fields = String.join(", ", rule.fields());
    String what =
        switch (rule.type()) {
          case EVENT_COUNT -> value + " matches";
          case VALUE_COUNT -> value + " different values of " + fields;
          case TEMPORAL -> value + " of its rules matched";
          case TEMPORAL_ORDERED -> value + " of its rules matched in their order";
          case VALUE_SUM -> "a sum of " + firing.value() + " of " + fields;
          case VALUE_AVG -> "a mean of " + firing.value() + " of " + fields;
          case VALUE_PERCENTILE -> "a percentile of " + firing.value() + " of " + fields;
        };
    String group =
        firing.group().entrySet().stream()
            .map(each -> each.getKey() + " " + Bounded.text(each.getValue(), MAX_SHOWN))
            .collect(Collectors.joining(", "));
    return "Last time: %s%s between %s and %s."
        .formatted(
            what,
            group.isEmpty() ? "" : " for " + group,
            firing.from().truncatedTo(ChronoUnit.SECONDS),
            firing.at().truncatedTo(ChronoUnit.SECONDS));
  }
}

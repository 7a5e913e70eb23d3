package io.cairn.findings.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.findings.correlation.CorrelatedMatch;
import io.cairn.findings.correlation.Witness;
import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.FindingDraft;
import io.cairn.findings.finding.FindingIdentity;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.record.Sighting;
import io.cairn.sigma.MalformedEventException;
import io.cairn.sigma.RuleMatch;
import io.cairn.sigma.correlation.Occurrence;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges one event by a set of rules. */
@Singleton
class EventJudge {
  private static final Judged NOTHING = new Judged.Evaluated(List.of(), List.of(), List.of());
  private static final int MAX_FIELDS = 32;
  private static final int MAX_VALUES = 64;
  private static final int MAX_VALUE = 256;
  private static final int MAX_NAME = 256;
  private static final int MAX_ARN = 2_048;

  /** Three bytes a character, so that PostgreSQL can index it. */
  private static final int MAX_ID = 800;

  private final ObjectMapper json;

  EventJudge(ObjectMapper json) {
    this.json = json;
  }

  /**
   * What a batch says of its events.
   *
   * @param account account of a record that names none
   * @param acceptedAt when the suite took them in
   */
  record Origin(@Nullable String account, Instant acceptedAt) {}

  /** What became of an event. */
  sealed interface Judged {
    /** It was judged by every rule; these matched. */
    record Evaluated(
        List<Sighting> sightings, List<Sighting> silent, List<CorrelatedMatch> counting)
        implements Judged {}

    /** It could not be judged. */
    record NotEvaluated(String why) implements Judged {}
  }

  /**
   * Judges an event.
   *
   * @param origin what its batch says of it
   */
  Judged judge(RuleSet rules, byte[] event, Origin origin) {
    try {
      List<RuleMatch> matches = new ArrayList<>(0);
      rules.compiled().match(event, 0, event.length, matches::add);
      return matches.isEmpty() ? NOTHING : evaluated(rules, matches, event, origin);
    } catch (MalformedEventException | IllegalArgumentException e) {
      return new Judged.NotEvaluated(String.valueOf(e.getMessage()));
    }
  }

  private Judged evaluated(RuleSet rules, List<RuleMatch> matches, byte[] bytes, Origin origin) {
    TrailEvent event = read(bytes, origin.account());
    List<Sighting> sightings = new ArrayList<>(matches.size());
    List<Sighting> silent = new ArrayList<>(0);
    List<CorrelatedMatch> counting = new ArrayList<>(0);
    for (RuleMatch match : matches) {
      Detection detection = rules.get(match.rule().key());
      EventEvidence evidence = evidence(event, match);
      if (rules.alerts(detection) || rules.isSilent(detection)) {
        (rules.isSilent(detection) ? silent : sightings)
            .add(new Sighting(draft(detection, event), evidence, origin.acceptedAt()));
      }
      if (rules.correlations().wants(detection.id())) {
        Map<String, List<String>> fields = rules.correlations().read(bytes);
        counting.add(correlated(detection, event, evidence, origin, fields));
      }
    }
    return new Judged.Evaluated(sightings, silent, counting);
  }

  private static CorrelatedMatch correlated(
      Detection detection,
      TrailEvent event,
      EventEvidence evidence,
      Origin origin,
      Map<String, List<String>> fields) {
    Map<String, List<String>> bounded = new HashMap<>();
    fields.forEach(
        (name, values) ->
            bounded.put(
                name,
                values.stream().limit(MAX_VALUES).map(v -> Bounded.id(v, MAX_VALUE)).toList()));
    var occurrence =
        new Occurrence(
            detection.id(),
            event.eventTime().truncatedTo(ChronoUnit.MILLIS),
            evidence.key(event.account()).toString(),
            bounded);
    return new CorrelatedMatch(
        occurrence,
        new Witness(
            event.account().value(),
            Bounded.id(event.region(), MAX_NAME),
            actor(event),
            resource(event),
            evidence,
            origin.acceptedAt()));
  }

  private TrailEvent read(byte[] bytes, @Nullable String sourceAccount) {
    try {
      return TrailEvent.read(json.readTree(bytes), sourceAccount);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "a rule matched, but the record is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static FindingDraft draft(Detection detection, TrailEvent event) {
    var identity =
        new FindingIdentity(
            FindingType.DETECTION,
            detection.id(),
            event.account(),
            Bounded.id(event.region(), MAX_NAME),
            actor(event),
            resource(event));
    return new FindingDraft(
        identity,
        detection.title(),
        detection.description(),
        detection.severity(),
        detection.remediation());
  }

  private static @Nullable String actor(TrailEvent event) {
    return event.actor() == null ? null : Bounded.id(event.actor(), MAX_ID);
  }

  private static @Nullable ResourceRef resource(TrailEvent event) {
    ResourceRef resource = event.resource();
    return resource == null
        ? null
        : new ResourceRef(
            Bounded.id(resource.resourceType(), MAX_NAME),
            Bounded.id(resource.resourceId(), MAX_ID));
  }

  private static EventEvidence evidence(TrailEvent event, RuleMatch match) {
    Map<String, String> matched = new LinkedHashMap<>();
    match
        .matched()
        .forEach(
            (field, values) -> {
              if (matched.size() < MAX_FIELDS) {
                matched.put(
                    Bounded.text(field, MAX_NAME),
                    Bounded.text(String.join(", ", values), MAX_VALUE));
              }
            });
    return new EventEvidence(
        Bounded.id(event.eventId(), MAX_NAME),
        event.eventTime(),
        Bounded.text(event.eventName(), MAX_NAME),
        Bounded.text(event.eventSource(), MAX_NAME),
        Bounded.textOrNull(event.principalArn(), MAX_ARN),
        Bounded.textOrNull(event.sourceIPAddress(), MAX_NAME),
        matched);
  }

  /** Beginning of an event, for messages. */
  static String preview(byte[] event) {
    return new String(event, 0, Math.min(event.length, 80), StandardCharsets.UTF_8);
  }
}

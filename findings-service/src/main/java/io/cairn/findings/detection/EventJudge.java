package io.cairn.findings.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.FindingDraft;
import io.cairn.findings.finding.FindingIdentity;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.record.Sighting;
import io.cairn.sigma.MalformedEventException;
import io.cairn.sigma.RuleMatch;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges one event by a set of rules. */
@Singleton
class EventJudge {
  private static final int MAX_FIELDS = 32;
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
    record Evaluated(List<Sighting> sightings) implements Judged {}

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
      return new Judged.Evaluated(
          matches.isEmpty() ? List.of() : sightings(rules, matches, event, origin));
    } catch (MalformedEventException | IllegalArgumentException e) {
      return new Judged.NotEvaluated(String.valueOf(e.getMessage()));
    }
  }

  private List<Sighting> sightings(
      RuleSet rules, List<RuleMatch> matches, byte[] bytes, Origin origin) {
    TrailEvent event = read(bytes, origin.account());
    List<Sighting> sightings = new ArrayList<>(matches.size());
    for (RuleMatch match : matches) {
      Detection detection = rules.of(match.rule());
      sightings.add(
          new Sighting(draft(detection, event), evidence(event, match), origin.acceptedAt()));
    }
    return sightings;
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
            event.actor() == null ? null : Bounded.id(event.actor(), MAX_ID),
            event.resource() == null ? null : bounded(event.resource()));
    return new FindingDraft(
        identity,
        detection.title(),
        detection.description(),
        detection.severity(),
        detection.remediation());
  }

  private static ResourceRef bounded(ResourceRef resource) {
    return new ResourceRef(
        Bounded.id(resource.resourceType(), MAX_NAME), Bounded.id(resource.resourceId(), MAX_ID));
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

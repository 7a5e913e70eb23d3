package io.cairn.findings.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.FindingDraft;
import io.cairn.findings.finding.FindingIdentity;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.Sighting;
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
  private static final int MAX_ID = 1_024;

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
            event.region(),
            event.actor() == null ? null : cut(event.actor(), MAX_ID),
            event.resource());
    return new FindingDraft(
        identity,
        detection.rule().title(),
        detection.description(),
        detection.severity(),
        detection.remediation());
  }

  private static EventEvidence evidence(TrailEvent event, RuleMatch match) {
    Map<String, String> matched = new LinkedHashMap<>();
    match
        .matched()
        .forEach(
            (field, values) -> {
              if (matched.size() < MAX_FIELDS) {
                matched.put(field, cut(String.join(", ", values), MAX_VALUE));
              }
            });
    return new EventEvidence(
        event.eventId(),
        event.eventTime(),
        event.eventName(),
        event.eventSource(),
        event.principalArn(),
        event.sourceIPAddress(),
        matched);
  }

  private static String cut(String text, int max) {
    String shown = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    return shown.length() <= max ? shown : shown.substring(0, max - 1) + '…';
  }

  /** Beginning of an event, for messages. */
  static String preview(byte[] event) {
    return new String(event, 0, Math.min(event.length, 80), StandardCharsets.UTF_8);
  }
}

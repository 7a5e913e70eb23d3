package io.cairn.findings.detection;

import io.cairn.findings.correlation.CorrelatedMatch;
import io.cairn.findings.correlation.Fired;
import io.cairn.findings.correlation.TrialCorrelations;
import io.cairn.findings.finding.IdentityKey;
import io.cairn.findings.finding.record.Incident;
import io.cairn.findings.silent.SampleMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges events by one detection and what it rests on, and keeps nothing but the result. */
final class TrialJudge {
  private static final int MAX_SAMPLE = 20;
  private static final int MAX_FINDINGS = 10_000;

  private final EventJudge judge;
  private final RuleSet alone;
  private final Detection detection;
  private final TrialCorrelations correlations;
  private final List<SampleMatch> sample = new ArrayList<>();
  private final Set<IdentityKey> findings = new HashSet<>();
  private long events;
  private long notEvaluated;
  private long matches;

  TrialJudge(EventJudge judge, RuleSet set, String id) {
    this.judge = judge;
    this.alone = set.alone(id);
    this.detection = alone.get(id);
    this.correlations = new TrialCorrelations(alone.correlations());
  }

  void accept(byte[] event, EventJudge.Origin origin) {
    events++;
    switch (judge.judge(alone, event, origin)) {
      case EventJudge.Judged.Evaluated found -> {
        found.sightings().forEach(sighting -> matched(Incident.of(sighting)));
        for (CorrelatedMatch match : found.counting()) {
          fired(correlations.accept(match));
        }
      }
      case EventJudge.Judged.NotEvaluated _ -> notEvaluated++;
    }
  }

  /** No more events come. */
  void end() {
    fired(correlations.end());
  }

  private void fired(List<Fired> fired) {
    for (Fired each : fired) {
      if (each.firing().correlation().key().equals(detection.id())) {
        matched(CorrelatedFinding.of(detection, each));
      }
    }
  }

  private void matched(Incident incident) {
    matches++;
    if (sample.size() < MAX_SAMPLE) {
      sample.add(SampleMatch.of(incident));
    }
    if (findings.size() < MAX_FINDINGS) {
      findings.add(incident.finding().identity().mapKey());
    }
  }

  long events() {
    return events;
  }

  long notEvaluated() {
    return notEvaluated;
  }

  long matches() {
    return matches;
  }

  long findings() {
    return findings.size();
  }

  List<SampleMatch> sample() {
    return List.copyOf(sample);
  }
}

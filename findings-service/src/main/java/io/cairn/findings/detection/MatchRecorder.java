package io.cairn.findings.detection;

import io.cairn.findings.correlation.CorrelatedMatch;
import io.cairn.findings.correlation.Correlations;
import io.cairn.findings.correlation.Fired;
import io.cairn.findings.finding.record.Incident;
import io.cairn.findings.finding.record.Sighting;
import io.cairn.findings.finding.record.SightingRecorder;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Turns what detections matched into findings, in the caller's transaction. */
@Singleton
class MatchRecorder {
  /** Rules that match everything must not fill the memory. */
  private static final int MOST_HELD = 5_000;

  private final Correlations correlations;
  private final SightingRecorder findings;

  MatchRecorder(Correlations correlations, SightingRecorder findings) {
    this.correlations = correlations;
    this.findings = findings;
  }

  /** Begins to take the matches of a batch. */
  Seen begin(RuleSet set) {
    return new Seen(set);
  }

  /** Records correlations that fired. */
  void record(RuleSet set, List<Fired> fired) {
    List<Incident> incidents = new ArrayList<>();
    for (Fired each : fired) {
      Detection detection = set.get(each.firing().correlation().key());
      if (set.alerts(detection)) {
        incidents.add(CorrelatedFinding.of(detection, each));
      }
    }
    findings.recordIncidents(incidents);
  }

  /** The matches of one batch; what is too much is recorded before the others. */
  final class Seen {
    private final RuleSet set;
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<CorrelatedMatch> counting = new ArrayList<>();

    private Seen(RuleSet set) {
      this.set = set;
    }

    void add(EventJudge.Judged.Evaluated matched) {
      sightings.addAll(matched.sightings());
      counting.addAll(matched.counting());
      if (sightings.size() + counting.size() >= MOST_HELD) {
        record();
      }
    }

    /**
     * Records all that was taken; groups are locked before findings, as everywhere, so that batches
     * wait for each other in one order.
     */
    void record() {
      List<Fired> fired = correlations.take(set.correlations(), counting);
      findings.record(sightings);
      MatchRecorder.this.record(set, fired);
      sightings.clear();
      counting.clear();
    }
  }
}

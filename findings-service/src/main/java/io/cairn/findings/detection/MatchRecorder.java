package io.cairn.findings.detection;

import io.cairn.findings.correlation.CorrelatedMatch;
import io.cairn.findings.correlation.Correlations;
import io.cairn.findings.correlation.Fired;
import io.cairn.findings.finding.record.Incident;
import io.cairn.findings.finding.record.Sighting;
import io.cairn.findings.finding.record.SightingRecorder;
import io.cairn.findings.silent.SilentMatches;
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
  private final SilentMatches silent;

  MatchRecorder(Correlations correlations, SightingRecorder findings, SilentMatches silent) {
    this.correlations = correlations;
    this.findings = findings;
    this.silent = silent;
  }

  /** Begins to take the matches of a batch. */
  Seen begin(RuleSet set) {
    return new Seen(set);
  }

  /** Records correlations that fired. */
  void record(RuleSet set, List<Fired> fired) {
    List<Incident> incidents = new ArrayList<>();
    List<Incident> untold = new ArrayList<>();
    for (Fired each : fired) {
      Detection detection = set.get(each.firing().correlation().key());
      if (set.alerts(detection) || set.isSilent(detection)) {
        (set.isSilent(detection) ? untold : incidents).add(CorrelatedFinding.of(detection, each));
      }
    }
    findings.recordIncidents(incidents);
    silent.record(untold);
  }

  /** The matches of one batch; what is too much is recorded before the others. */
  final class Seen {
    private final RuleSet set;
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<Sighting> untold = new ArrayList<>();
    private final List<CorrelatedMatch> counting = new ArrayList<>();

    private Seen(RuleSet set) {
      this.set = set;
    }

    void add(EventJudge.Judged.Evaluated matched) {
      sightings.addAll(matched.sightings());
      untold.addAll(matched.silent());
      counting.addAll(matched.counting());
      if (sightings.size() + untold.size() + counting.size() >= MOST_HELD) {
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
      silent.record(findings.claimSilently(untold));
      MatchRecorder.this.record(set, fired);
      sightings.clear();
      untold.clear();
      counting.clear();
    }
  }
}

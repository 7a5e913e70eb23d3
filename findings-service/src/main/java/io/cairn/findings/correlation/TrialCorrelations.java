package io.cairn.findings.correlation;

import io.cairn.sigma.correlation.CorrelationEngine;
import io.cairn.sigma.correlation.Firing;
import io.cairn.sigma.correlation.InMemoryCorrelationState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Correlations tried in memory: nothing is kept. Belongs to one thread. */
public final class TrialCorrelations {
  private static final int MAX_GROUPS = 20_000;

  /** Of more events the latest are told as evidence. */
  private static final int MAX_WITNESSES = 50_000;

  private static final Duration LATENESS = Duration.ofDays(1);

  private final CorrelationEngine engine;
  private final Map<String, Witness> witnesses =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Witness> eldest) {
          return size() > MAX_WITNESSES;
        }
      };

  /** Tries the correlations of a plan. */
  public TrialCorrelations(CorrelationPlan plan) {
    this.engine =
        new CorrelationEngine(plan.rules(), new InMemoryCorrelationState(MAX_GROUPS), LATENESS);
  }

  /** Takes a match and tells what fires. */
  public List<Fired> accept(CorrelatedMatch match) {
    witnesses.put(match.occurrence().eventId(), match.witness());
    return fired(engine.accept(match.occurrence()));
  }

  /** Judges the windows that wait for their end. */
  public List<Fired> end() {
    return fired(engine.advance(Instant.MAX));
  }

  private List<Fired> fired(List<Firing> firings) {
    List<Fired> fired = new ArrayList<>();
    for (Firing firing : firings) {
      List<Witness> known =
          firing.eventIds().stream().map(witnesses::get).filter(Objects::nonNull).toList();
      if (!known.isEmpty()) {
        String title = firing.correlation().header().title();
        witnesses.put(firing.id(), known.getLast().of(title, firing.value()));
        fired.add(new Fired(firing, known));
      }
    }
    return fired;
  }
}

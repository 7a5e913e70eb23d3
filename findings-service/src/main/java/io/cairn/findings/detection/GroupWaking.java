package io.cairn.findings.detection;

import io.cairn.findings.correlation.Correlations;
import io.cairn.findings.correlation.Fired;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at groups of correlations whose time has come, some in a transaction: windows that are over
 * are judged, what cannot matter any more is forgotten. Several replicas do not harm each other.
 */
@ApplicationScoped
class GroupWaking {
  private final Correlations correlations;
  private final RulesInForce rules;
  private final MatchRecorder matches;
  private volatile boolean stopping;

  GroupWaking(Correlations correlations, RulesInForce rules, MatchRecorder matches) {
    this.correlations = correlations;
    this.rules = rules;
    this.matches = matches;
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  @Scheduled(
      every = "${cairn.findings.correlation.wake-every:10s}",
      delayed = "5s",
      identity = "correlation-waking",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    while (!stopping && QuarkusTransaction.requiringNew().call(this::wake)) {}
    while (!stopping && QuarkusTransaction.requiringNew().call(correlations::shrink)) {}
  }

  private boolean wake() {
    RuleSet set = rules.get();
    List<Fired> fired = new ArrayList<>();
    boolean more = correlations.wake(set.correlations(), fired);
    matches.record(set, fired);
    return more;
  }
}

package io.cairn.trail.ledger;

import io.cairn.trail.ledger.LedgerEntry.SourceState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Shows in the health page which sources fail, wait for their turn or say nothing any more; a
 * restart would not help, so the service stays live.
 */
@Liveness
@ApplicationScoped
class SourcesHealth implements HealthCheck {
  private static final int MAX_SOURCES = 1_000;

  private final LedgerReader ledger;

  SourcesHealth(LedgerReader ledger) {
    this.ledger = ledger;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("sources").up();
    try {
      List<LedgerEntry> troubled =
          ledger.entries(null, null, MAX_SOURCES).stream()
              .filter(SourcesHealth::isTrouble)
              .toList();
      answer.withData("troubled", troubled.size());
      troubled.forEach(entry -> answer.withData(entry.sourceName(), text(entry)));
    } catch (LedgerException e) {
      answer.withData("unknown", String.valueOf(e.getMessage()));
    }
    return answer.build();
  }

  private static boolean isTrouble(LedgerEntry entry) {
    SourceState state = entry.state();
    return entry.lost() > 0
        || (state != null && state != SourceState.OK && state != SourceState.DISABLED);
  }

  private static String text(LedgerEntry entry) {
    String lost = entry.lost() == 0 ? "" : " lost=" + entry.lost();
    LedgerProblem problem = entry.problem();
    return entry.state() + (problem == null ? "" : " " + problem.code()) + lost;
  }
}

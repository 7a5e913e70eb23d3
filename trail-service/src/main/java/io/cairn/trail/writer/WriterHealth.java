package io.cairn.trail.writer;

import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.StoreException;
import io.cairn.trail.move.RowMove;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Shows in the health page why events are not stored or not told; they are kept, and a restart
 * would not help, so the service stays live.
 */
@Liveness
@ApplicationScoped
class WriterHealth implements HealthCheck {
  private final EventStore store;
  private final EventWriter writer;
  private final EventTeller teller;
  private final RowMove move;

  WriterHealth(EventStore store, EventWriter writer, EventTeller teller, RowMove move) {
    this.move = move;
    this.store = store;
    this.writer = writer;
    this.teller = teller;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("event-writer").up();
    String notStored = writer.failure();
    String notTold = teller.failure();
    answer.withData("storing", notStored == null).withData("telling", notTold == null);
    if (notStored != null) {
      answer.withData("notStored", notStored);
    }
    if (notTold != null) {
      answer.withData("notTold", notTold);
    }
    if (!move.isDone()) {
      answer.withData("rowsMoved", move.progress().moved());
      answer.withData("rowsToMove", move.progress().total());
    }
    String notMoved = move.failure();
    if (notMoved != null) {
      answer.withData("notMoved", notMoved);
    }
    try {
      answer.withData("untoldBatches", store.untoldBatches());
    } catch (StoreException e) {
      answer.withData("untoldBatches", String.valueOf(e.getMessage()));
    }
    return answer.build();
  }
}

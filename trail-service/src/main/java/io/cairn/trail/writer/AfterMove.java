package io.cairn.trail.writer;

import io.cairn.trail.move.RowsMoved;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Begins to write when the rows of the store before are in blocks. */
@Singleton
class AfterMove {
  private final LeaseRecovery recovery;

  AfterMove(LeaseRecovery recovery) {
    this.recovery = recovery;
  }

  void begin(@Observes RowsMoved event) {
    recovery.askAll();
  }
}

package io.cairn.trail.writer;

import io.cairn.eventstore.StoreException;
import java.sql.SQLException;

/** Tells failures that the data brings about from those that pass. */
final class Failures {
  private static final String CHECK_VIOLATION = "23514";

  private Failures() {}

  /**
   * Data exceptions (22), integrity (23, but for a partition that was dropped meanwhile) and
   * program limits (54), and what is no failure of the database at all; everything else passes.
   */
  static boolean isOfTheData(RuntimeException failure) {
    if (!(failure instanceof StoreException)) {
      return true;
    }
    String state = failure.getCause() instanceof SQLException cause ? cause.getSQLState() : null;
    return state != null
        && !state.equals(CHECK_VIOLATION)
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
  }
}

package io.cairn.eventstore.upkeep;

import io.cairn.eventstore.query.SealedRun;
import java.util.List;

/** One step of upkeep. */
sealed interface Task {
  /** UTC day it works on, in days since 1970. */
  int day();

  /** Few full blocks in place of many small ones. */
  record MergeBlocks(int day, List<Waiting> blocks) implements Task {}

  /** A run in place of the indexes of blocks. */
  record Seal(int day, List<Waiting> blocks) implements Task {}

  /** One run in place of several. */
  record MergeRuns(int day, List<SealedRun> runs) implements Task {}

  /**
   * An open block that was told.
   *
   * @param id its id
   * @param day its UTC day, in days since 1970
   * @param count number of events
   * @param first time of the oldest, microseconds since 1970
   * @param ageSeconds since it was stored
   */
  record Waiting(long id, int day, int count, long first, long ageSeconds) {}
}

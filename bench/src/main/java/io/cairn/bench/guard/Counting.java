package io.cairn.bench.guard;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardJudge;
import io.cairn.guard.GuardStatus;

/** Counts verdicts, so that no work can be left out. */
final class Counting implements GuardJudge.Verdicts {

  private long pass;
  private long fail;
  private long skip;
  private long errors;

  @Override
  public void status(int file, GuardStatus status) {
    switch (status) {
      case PASS -> pass++;
      case FAIL -> fail++;
      case SKIP -> skip++;
    }
  }

  @Override
  public void undecided(int file) {
    errors++;
  }

  @Override
  public void error(int file, GuardEvaluationException error) {
    errors++;
  }

  long all() {
    return pass + fail + skip + errors;
  }

  String shares() {
    return "PASS %.0f %%, FAIL %.0f %%, SKIP %.0f %%, errors %d"
        .formatted(100.0 * pass / all(), 100.0 * fail / all(), 100.0 * skip / all(), errors);
  }
}

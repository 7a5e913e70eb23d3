package io.cairn.guard;

/**
 * What a rule, a file or one clause says about a document. SKIP means that nothing was there to
 * judge, which is neither a pass nor a failure.
 */
public enum GuardStatus {
  PASS,
  FAIL,
  SKIP;

  /** The status of an AND list: any FAIL is FAIL, else any PASS is PASS, else SKIP. */
  public static GuardStatus all(boolean failed, boolean passed) {
    if (failed) {
      return FAIL;
    }
    return passed ? PASS : SKIP;
  }
}

package io.cairn.trail.source.fetch;

import io.cairn.trail.ledger.LedgerProblem;

/**
 * Why a file or a source could not be read.
 *
 * @param problem what happened and what to do
 * @param passes whether another try may help without anybody changing the file
 * @param ofTheSource whether it concerns the whole source rather than one file
 */
record Trouble(LedgerProblem problem, boolean passes, boolean ofTheSource) {
  private static final int MAX_TEXT = 500;

  /** The whole source cannot be read now. */
  static Trouble ofSource(String code, Exception e, String remedy) {
    return ofSource(code, text(e), remedy);
  }

  /** The whole source cannot be read now. */
  static Trouble ofSource(String code, String detail, String remedy) {
    return new Trouble(new LedgerProblem(code, detail, remedy), true, true);
  }

  /** One file cannot be read now; another try may help. */
  static Trouble ofFile(String code, Exception e, String remedy) {
    return new Trouble(new LedgerProblem(code, text(e), remedy), true, false);
  }

  /** One file cannot be read, however often it is tried. */
  static Trouble ofFileForGood(String code, String detail, String remedy) {
    return new Trouble(new LedgerProblem(code, detail, remedy), false, false);
  }

  static String text(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.length() <= MAX_TEXT ? message : message.substring(0, MAX_TEXT) + "…";
  }
}

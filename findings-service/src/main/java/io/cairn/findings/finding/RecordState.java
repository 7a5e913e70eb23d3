package io.cairn.findings.finding;

import java.util.Locale;

/** Whether a finding is in sight; AWS Security Hub's words. */
public enum RecordState {
  /** In the default view. */
  ACTIVE,
  /** Put away; comes back when it is seen again, unless it is suppressed. */
  ARCHIVED;

  /** Reads a name in any case. Throws {@link IllegalArgumentException} that lists the names. */
  public static RecordState of(String text) {
    try {
      return valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no record state; those are ACTIVE, ARCHIVED", e);
    }
  }
}

package io.cairn.findings.finding;

import java.util.Locale;

/** Where people are with a finding; AWS Security Hub's words. */
public enum WorkflowStatus {
  /** Nobody has looked at it since it appeared or came back. */
  NEW,
  /** Somebody who can mend it was told. */
  NOTIFIED,
  /** Known and accepted: it goes on counting, notifies nobody, and is never reopened by itself. */
  SUPPRESSED,
  /** Mended; reopened as NEW when it is seen again. */
  RESOLVED;

  /** Reads a name in any case. Throws {@link IllegalArgumentException} that lists the names. */
  public static WorkflowStatus of(String text) {
    try {
      return valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no workflow status; those are NEW, NOTIFIED, SUPPRESSED, RESOLVED", e);
    }
  }
}

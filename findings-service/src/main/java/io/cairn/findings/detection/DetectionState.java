package io.cairn.findings.detection;

import java.util.Locale;

/** What becomes of a detection's matches. */
enum DetectionState {
  /** They become findings. */
  ENABLED,
  /** They are counted and can be looked at; nobody is told. */
  SILENT,
  /** There are none: events are not judged by it. */
  DISABLED;

  /** Reads a name in any case. Throws {@link IllegalArgumentException} that lists the names. */
  static DetectionState of(String text) {
    try {
      return valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no state of a detection; those are ENABLED, SILENT, DISABLED", e);
    }
  }
}

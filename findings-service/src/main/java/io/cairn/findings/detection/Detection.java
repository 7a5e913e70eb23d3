package io.cairn.findings.detection;

import io.cairn.findings.finding.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule or correlation and where it came from.
 *
 * @param id the rule's own id, or one made from its text where it has none
 * @param document as read
 * @param shipped whether it came with the suite
 * @param state what becomes of its matches
 * @param changed when and by whom it was last changed; null for shipped ones
 */
record Detection(
    String id,
    SigmaDocument document,
    boolean shipped,
    DetectionState state,
    @Nullable Changed changed) {

  /** Most characters of a text that each finding and each message carries. */
  private static final int MAX_TEXT = 4_096;

  /** When and by whom a rule was added and last changed. */
  record Changed(Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}

  /** The same in another state. */
  Detection in(DetectionState other) {
    return new Detection(id, document, shipped, other, changed);
  }

  /** Whether its matches become findings, unless a correlation wants them for itself. */
  boolean isEnabled() {
    return state == DetectionState.ENABLED;
  }

  /** Whether events are judged by it for its own sake. */
  boolean isJudged() {
    return state != DetectionState.DISABLED;
  }

  /** How bad a match is. */
  Severity severity() {
    return switch (document.level()) {
      case INFORMATIONAL -> Severity.INFORMATIONAL;
      case LOW -> Severity.LOW;
      case MEDIUM -> Severity.MEDIUM;
      case HIGH -> Severity.HIGH;
      case CRITICAL -> Severity.CRITICAL;
    };
  }

  /** One line. */
  String title() {
    return Bounded.text(document.header().title(), MAX_TEXT);
  }

  /** What it finds, in words. */
  String description() {
    String said = document.header().description();
    return said == null ? title() : Bounded.text(said.strip(), MAX_TEXT);
  }

  /** What to do: the rule's own attribute {@code cairn.response}, else where to read on. */
  @Nullable String remediation() {
    if (document.customAttributes().get("cairn") instanceof Map<?, ?> own
        && own.get("response") instanceof String said
        && !said.isBlank()) {
      return Bounded.text(said.strip(), MAX_TEXT);
    }
    return document.header().references().isEmpty()
        ? null
        : Bounded.text(
            "Check with the actor whether it was meant; read on at "
                + document.header().references().getFirst(),
            MAX_TEXT);
  }
}

package io.cairn.findings.detection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.findings.finding.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Detections as REST shows them. */
final class DetectionDto {
  private DetectionDto() {}

  /**
   * A detection; {@code sigma} is its text, only where one detection is asked for. {@code
   * silencedBy} names the correlations that leave it no findings of its own.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record Item(
      String id,
      Kind kind,
      String title,
      @Nullable String description,
      Severity severity,
      @Nullable String status,
      @Nullable String author,
      List<String> tags,
      List<String> references,
      List<String> falsepositives,
      boolean shipped,
      boolean enabled,
      DetectionState state,
      List<String> silencedBy,
      @Nullable Instant createdAt,
      @Nullable String createdBy,
      @Nullable Instant updatedAt,
      @Nullable String updatedBy,
      @Nullable String sigma) {}

  /** What came of a Sigma file. */
  @RegisterForReflection
  record Added(List<String> ids, List<Warning> warnings) {}

  /** Something in a file that was taken but may not mean what its author thinks. */
  @RegisterForReflection
  record Warning(String code, int line, int column, String message) {}

  /** Whether it judges events one by one, or what others match of them. */
  enum Kind {
    RULE,
    CORRELATION
  }

  static Item item(Detection detection, RuleSet set, boolean withSource) {
    var header = detection.document().header();
    Detection.@Nullable Changed changed = detection.changed();
    return new Item(
        detection.id(),
        detection.document() instanceof SigmaDocument.Rule ? Kind.RULE : Kind.CORRELATION,
        header.title(),
        header.description(),
        detection.severity(),
        header.status() == null ? null : header.status().name(),
        header.author(),
        header.tags(),
        header.references(),
        header.falsepositives(),
        detection.shipped(),
        detection.isEnabled(),
        detection.state(),
        set.silencedBy(detection.id()),
        changed == null ? null : changed.createdAt(),
        changed == null ? null : changed.createdBy(),
        changed == null ? null : changed.updatedAt(),
        changed == null ? null : changed.updatedBy(),
        withSource ? detection.document().source() : null);
  }
}

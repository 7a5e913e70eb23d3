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

  /** A detection; {@code sigma} is its text, only where one detection is asked for. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record Item(
      String id,
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

  static Item item(Detection detection, boolean withSource) {
    var rule = detection.rule();
    Detection.@Nullable Changed changed = detection.changed();
    return new Item(
        detection.id(),
        rule.title(),
        rule.description(),
        detection.severity(),
        rule.status() == null ? null : rule.status().name(),
        rule.author(),
        rule.tags(),
        rule.references(),
        rule.falsepositives(),
        detection.shipped(),
        detection.enabled(),
        changed == null ? null : changed.createdAt(),
        changed == null ? null : changed.createdBy(),
        changed == null ? null : changed.updatedAt(),
        changed == null ? null : changed.updatedBy(),
        withSource ? rule.source() : null);
  }
}

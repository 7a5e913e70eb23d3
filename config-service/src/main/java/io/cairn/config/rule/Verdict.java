package io.cairn.config.rule;

import io.cairn.contracts.ComplianceType;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of an item.
 *
 * @param type the verdict
 * @param annotation why, for a person; cut to 256 characters, AWS's bound
 */
public record Verdict(ComplianceType type, @Nullable String annotation) {
  private static final int MAX_ANNOTATION = 256;

  /** Cuts the annotation. */
  public Verdict {
    if (annotation != null) {
      String clean = annotation.replace("\u0000", "");
      annotation =
          clean.length() > MAX_ANNOTATION ? clean.substring(0, MAX_ANNOTATION - 1) + "…" : clean;
    }
  }
}

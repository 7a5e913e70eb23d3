package io.cairn.rules;

import io.cairn.guard.GuardFinding;
import java.util.List;

/**
 * The judgement of one rule on one item. Equal input gives an equal verdict, text included, so an
 * unchanged result can be recognised.
 *
 * @param annotation at most 256 characters; empty where there is nothing to say
 * @param findings why it is NON_COMPLIANT, in order; empty for every other verdict
 */
public record RuleVerdict(Verdict verdict, String annotation, List<GuardFinding> findings) {

  private static final int MAX_ANNOTATION = 256;

  /** Cuts the annotation at a word. */
  public RuleVerdict {
    findings = List.copyOf(findings);
    if (annotation.length() > MAX_ANNOTATION) {
      int space = annotation.lastIndexOf(' ', MAX_ANNOTATION - 1);
      annotation = annotation.substring(0, space < 1 ? MAX_ANNOTATION - 1 : space) + "…";
    }
  }

  static RuleVerdict of(Verdict verdict, String annotation) {
    return new RuleVerdict(verdict, annotation, List.of());
  }
}

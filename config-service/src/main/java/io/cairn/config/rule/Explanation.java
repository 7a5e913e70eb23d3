package io.cairn.config.rule;

import io.cairn.guard.GuardFinding;
import java.util.List;

/**
 * Why a verdict is as it is.
 *
 * @param verdict the verdict
 * @param rules each rule of the text with PASS, FAIL or SKIP, in its order; empty where the text
 *     was not evaluated
 * @param findings the clauses that fail, with the values that fail them
 */
public record Explanation(Verdict verdict, List<RuleStatus> rules, List<GuardFinding> findings) {
  /** Copies the lists. */
  public Explanation {
    rules = List.copyOf(rules);
    findings = List.copyOf(findings);
  }

  /** What one rule of the text says. */
  public record RuleStatus(String name, String status) {}
}

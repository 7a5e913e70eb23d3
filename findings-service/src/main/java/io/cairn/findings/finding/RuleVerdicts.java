package io.cairn.findings.finding;

/** What configuration rules say now; implemented where verdicts are kept. */
public interface RuleVerdicts {
  /**
   * Whether the latest verdict behind a finding of a rule is that the resource keeps it, or that it
   * is not about the resource.
   */
  public boolean isKept(Finding finding);
}

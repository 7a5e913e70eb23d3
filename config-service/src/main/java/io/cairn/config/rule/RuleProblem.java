package io.cairn.config.rule;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a request about rules. */
enum RuleProblem implements ProblemType {
  RULE_UNKNOWN("rule-unknown", 404, "There is no such rule"),
  RULE_PARAMETERS("rule-parameters", 400, "The parameters do not fit the rule");

  private final Kind kind;

  RuleProblem(String slug, int status, String title) {
    this.kind = new Kind(slug, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}

package io.cairn.config.rule;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a request about rules. */
enum RuleProblem implements ProblemType {
  RULE_UNKNOWN("rule-unknown", 404, "There is no such rule"),
  RULE_PARAMETERS("rule-parameters", 400, "The parameters do not fit the rule");

  private final String slug;
  private final int status;
  private final String title;

  RuleProblem(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}

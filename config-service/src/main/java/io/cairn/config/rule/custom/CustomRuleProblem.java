package io.cairn.config.rule.custom;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a request about custom policy rules. */
enum CustomRuleProblem implements ProblemType {
  POLICY_TEXT("policy-text", 400, "The policy cannot be used"),
  RULE_EXISTS("rule-exists", 409, "The name is taken"),
  RULE_MANAGED("rule-managed", 409, "The rule is not a custom one"),
  TRIAL_RULE("trial-rule", 400, "It is not clear which rule to try"),
  ITEM_UNKNOWN("item-unknown", 404, "No such item was recorded");

  private final String slug;
  private final int status;
  private final String title;

  CustomRuleProblem(String slug, int status, String title) {
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

package io.cairn.config.rule.custom;

import io.cairn.guard.GuardOptions;
import io.cairn.guard.GuardRules;
import io.cairn.guard.GuardSyntaxException;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import java.util.List;
import java.util.TreeSet;

/** Reads the Guard text of a custom policy rule. */
final class PolicyCompiler {
  private PolicyCompiler() {}

  /**
   * Compiles a text.
   *
   * @throws GuardSyntaxException if it does not parse
   */
  static GuardRules compile(String name, Policy policy) {
    return GuardRules.parse(name, policy.policyText(), new GuardOptions(policy.dialect(), false));
  }

  /** Compiles a text that a request gives; what is wrong with it is a problem of the request. */
  static GuardRules compileGiven(String name, Policy policy) {
    GuardRules rules;
    try {
      rules = compile(name, policy);
    } catch (GuardSyntaxException e) {
      throw refused(
          "The policy does not parse at line %d, column %d: %s."
              .formatted(e.line(), e.column(), e.expected()));
    }
    if (rules.ruleNames().isEmpty()) {
      throw refused("The policy has no rule; begin with: rule NAME { … }.");
    }
    if (!rules.freeVariables().isEmpty()) {
      throw refused(
          "The policy reads %s, which it does not assign; parameters stand below CONFIG_RULE_PARAMETERS."
              .formatted(new TreeSet<>(rules.freeVariables())));
    }
    return rules;
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(
        CustomRuleProblem.POLICY_TEXT, detail, List.of(new ProblemError("policyText", detail)));
  }
}

package io.cairn.config.rule.custom;

import io.cairn.config.rule.ConfigRule;
import io.cairn.config.rule.RuleService;
import io.cairn.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rule that a trial is about: one that is there, or a text that may become one. */
@Singleton
class TrialRules {
  private static final String TEXT = "policyText";

  private final RuleService service;
  private final Clock clock;

  TrialRules(RuleService service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  /** A rule with the values of its parameters. */
  record Tried(ConfigRule rule, Map<String, String> parameters) {}

  Tried of(TrialBody body) {
    return of(
        body.configRuleName(),
        body.policyText(),
        body.policyRuntime(),
        body.resourceTypes(),
        body.parameters());
  }

  Tried of(
      @Nullable String name,
      @Nullable String text,
      @Nullable String runtime,
      @Nullable Set<String> types,
      @Nullable Map<String, String> parameters) {
    if ((name == null) == (text == null)) {
      throw new ProblemException(
          CustomRuleProblem.TRIAL_RULE,
          "Give configRuleName for a rule that is there, or policyText for one that is not yet.");
    }
    if (name != null) {
      ConfigRule rule = service.named(name);
      Map<String, String> values =
          parameters == null ? service.setting(name).parameters() : parameters;
      Map<String, String> wrong = rule.check(values);
      if (!wrong.isEmpty()) {
        throw new ProblemException(
            CustomRuleProblem.TRIAL_RULE,
            "The parameters do not fit rule %s: %s.".formatted(name, wrong));
      }
      return new Tried(rule, values);
    }
    if (types == null) {
      throw new ProblemException(
          CustomRuleProblem.TRIAL_RULE, "Give resourceTypes: the types to try the text on.");
    }
    var policy = new Policy(runtime == null ? Policy.NEWEST : runtime, String.valueOf(text));
    var rule =
        new CustomRule(
            TEXT, "A text on trial.", "medium", null, types, policy, clock.instant(), TEXT);
    return new Tried(
        new PolicyRule(rule, PolicyCompiler.compileGiven(TEXT, policy)),
        parameters == null ? Map.of() : parameters);
  }
}

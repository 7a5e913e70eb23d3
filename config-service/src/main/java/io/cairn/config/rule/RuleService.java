package io.cairn.config.rule;

import io.cairn.config.item.ResourceStore;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** Shows rules and sets them; a change is judged on everything recorded, in the background. */
@ApplicationScoped
public class RuleService {
  private final Rules rules;
  private final RuleSettings settings;
  private final ProgressStore progress;
  private final ResourceStore resources;

  RuleService(Rules rules, RuleSettings settings, ProgressStore progress, ResourceStore resources) {
    this.rules = rules;
    this.settings = settings;
    this.progress = progress;
    this.resources = resources;
  }

  @Transactional
  List<RuleDto> all() {
    Map<String, RuleSetting> made = settings.all();
    Map<String, RuleProgress> runs = progress.all();
    return rules.book().all().stream()
        .map(
            rule ->
                RuleDto.of(
                    rule,
                    made.getOrDefault(rule.name(), RuleSetting.DEFAULT),
                    runs.get(rule.name())))
        .toList();
  }

  /** One rule, with its text. */
  @Transactional
  RuleDto get(String name) {
    ConfigRule rule = named(name);
    return RuleDto.of(
            rule, settings.all().getOrDefault(name, RuleSetting.DEFAULT), progress.all().get(name))
        .withPolicyText(rule.policyText());
  }

  /** The rule of that name; one that is not there is a problem of the request. */
  public ConfigRule named(String name) {
    return rules
        .book()
        .named(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    RuleProblem.RULE_UNKNOWN,
                    "No rule is named %s; GET /api/v1/config/rules lists them.".formatted(name)));
  }

  /** What a rule is set to. */
  @Transactional
  public RuleSetting setting(String name) {
    return settings.all().getOrDefault(name, RuleSetting.DEFAULT);
  }

  /** Forgets what a rule was set to, so that another of its name begins anew. */
  @Transactional
  public void forget(String name) {
    settings.remove(name);
  }

  /** Sets a rule that is there; everything recorded is judged again where that changes it. */
  @Transactional
  public RuleDto set(String name, RuleSetting setting, String by) {
    ConfigRule rule = named(name);
    Map<String, String> wrong = rule.check(setting.parameters());
    if (!wrong.isEmpty()) {
      throw new ProblemException(
          RuleProblem.RULE_PARAMETERS,
          "The parameters do not fit rule %s; nothing was changed.".formatted(name),
          wrong.entrySet().stream()
              .map(e -> new ProblemError("parameters." + e.getKey(), e.getValue()))
              .toList());
    }
    settings.put(name, setting, by);
    progress.want(name, settings.fingerprint(rule, setting), resources.count(rule.resourceTypes()));
    return RuleDto.of(rule, setting, progress.all().get(name));
  }
}

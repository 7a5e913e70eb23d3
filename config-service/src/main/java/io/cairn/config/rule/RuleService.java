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
class RuleService {
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
    return rules.all().stream()
        .map(
            rule ->
                RuleDto.of(
                    rule,
                    made.getOrDefault(rule.name(), RuleSetting.DEFAULT),
                    runs.get(rule.name())))
        .toList();
  }

  @Transactional
  RuleDto set(String name, RuleSetting setting, String by) {
    ConfigRule rule =
        rules
            .named(name)
            .orElseThrow(
                () ->
                    new ProblemException(
                        RuleProblem.RULE_UNKNOWN,
                        "No rule is named %s; GET /api/v1/config/rules lists them."
                            .formatted(name)));
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

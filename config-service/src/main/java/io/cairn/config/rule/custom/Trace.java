package io.cairn.config.rule.custom;

import io.cairn.config.item.ConfigurationItem;
import io.cairn.config.item.CurrentResource;
import io.cairn.config.item.ItemStore;
import io.cairn.config.item.ResourceStore;
import io.cairn.config.rule.Explanation;
import io.cairn.config.rule.Judge;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardFinding;
import io.cairn.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains a rule's verdict on one item. */
@ApplicationScoped
class Trace {
  private final TrialRules rules;
  private final ResourceStore resources;
  private final ItemStore items;
  private final Judge judge;

  Trace(TrialRules rules, ResourceStore resources, ItemStore items, Judge judge) {
    this.rules = rules;
    this.resources = resources;
    this.items = items;
    this.judge = judge;
  }

  /**
   * Why a rule says what it says of an item.
   *
   * @param unknownParts parts of the resource that could never be read
   * @param rules each rule of the text with PASS, FAIL or SKIP; empty for a managed rule
   * @param findings each clause that fails, with line, column, the value's place and the value
   */
  record TraceAnswer(
      String configRuleName,
      long configurationStateId,
      ComplianceType complianceType,
      @Nullable String annotation,
      Set<String> unknownParts,
      List<Explanation.RuleStatus> rules,
      List<GuardFinding> findings) {}

  @Transactional
  TraceAnswer of(TraceBody body) {
    var key =
        new ResourceKey(
            new AccountId(body.accountId()), body.region(), body.resourceType(), body.resourceId());
    var tried =
        rules.of(
            body.configRuleName(),
            body.policyText(),
            body.policyRuntime(),
            Set.of(body.resourceType()),
            body.parameters());
    CurrentResource current = resources.find(key).orElseThrow(() -> unknown(key, null));
    long state =
        body.configurationStateId() == null ? current.stateId() : body.configurationStateId();
    ConfigurationItem item = items.withStateId(key, state).orElseThrow(() -> unknown(key, state));
    Explanation said =
        judge.explain(
            tried.rule(),
            tried.parameters(),
            GuardDocument.parse(item.message()),
            current.unknownParts());
    return new TraceAnswer(
        tried.rule().name(),
        state,
        said.verdict().type(),
        said.verdict().annotation(),
        current.unknownParts(),
        said.rules(),
        said.findings());
  }

  private static ProblemException unknown(ResourceKey key, @Nullable Long state) {
    return new ProblemException(
        CustomRuleProblem.ITEM_UNKNOWN,
        state == null
            ? key + " was never recorded; GET /api/v1/config/resources lists what was."
            : key + " has no item with state id " + state + ".");
  }
}

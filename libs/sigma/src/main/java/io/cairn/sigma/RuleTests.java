package io.cairn.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The examples a rule carries in its custom attribute {@code tests}: {@code {match: [event…],
 * noMatch: [event…]}}. Each event is a map, judged by the rule alone whatever its log source.
 */
public final class RuleTests {
  private final SigmaRule rule;
  private final List<String> failures = new ArrayList<>();

  private RuleTests(SigmaRule rule) {
    this.rule = rule;
  }

  /** Whether the rule carries any. */
  public static boolean areIn(SigmaRule rule) {
    return rule.customAttributes().containsKey("tests");
  }

  /**
   * Runs a rule's examples and tells those that did not hold, in words; empty when all held or
   * there are none.
   */
  public static List<String> failures(SigmaRule rule) {
    var tests = new RuleTests(rule);
    if (areIn(rule)) {
      tests.run(rule.customAttributes().get("tests"));
    }
    return List.copyOf(tests.failures);
  }

  private void run(@Nullable Object written) {
    if (!(written instanceof Map<?, ?> tests)) {
      failures.add("tests must be a map of match and noMatch");
      return;
    }
    for (Object key : tests.keySet()) {
      if (!key.equals("match") && !key.equals("noMatch")) {
        failures.add("tests." + key + " is unknown: there are match and noMatch");
      }
    }
    SigmaRuleSet rules = SigmaRuleSet.compile(List.of(rule), rule.logsource());
    judge(rules, "match", tests.get("match"), true);
    judge(rules, "noMatch", tests.get("noMatch"), false);
  }

  private void judge(SigmaRuleSet rules, String name, @Nullable Object written, boolean expected) {
    if (written == null) {
      return;
    }
    if (!(written instanceof List<?> events)) {
      failures.add("tests." + name + " must be a list of events");
      return;
    }
    for (int i = 0; i < events.size(); i++) {
      String which = "tests.%s[%d] ".formatted(name, i);
      if (!(events.get(i) instanceof Map<?, ?> event)) {
        failures.add(which + "must be an event, as a map");
      } else if (matches(rules, event) != expected) {
        failures.add(which + (expected ? "does not match" : "matches"));
      }
    }
  }

  private static boolean matches(SigmaRuleSet rules, Map<?, ?> event) {
    byte[] json = JsonText.bytes(event);
    var found = new ArrayList<RuleMatch>();
    rules.match(json, 0, json.length, found::add);
    return !found.isEmpty();
  }
}

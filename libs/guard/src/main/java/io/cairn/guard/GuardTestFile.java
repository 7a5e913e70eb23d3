package io.cairn.guard;

import io.cairn.guard.template.Scalars;
import io.cairn.guard.template.YamlReader;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unit tests of rules: a YAML or JSON list of cases, each with an optional {@code name}, an {@code
 * input} and {@code expectations: {rules: {NAME: PASS|FAIL|SKIP}}}.
 */
public final class GuardTestFile {

  /**
   * One case.
   *
   * @param name as written; empty if it has none
   * @param input what the rules are evaluated on
   * @param expectations the status that each rule is to have
   */
  public record Case(String name, GuardDocument input, Map<String, GuardStatus> expectations) {
    public Case {
      expectations = Map.copyOf(expectations);
    }
  }

  /**
   * What one rule name said in a case. Several rules may have one name: PASS and FAIL need one of
   * them, SKIP needs all.
   *
   * @param expected null if the case expects nothing of it
   */
  public record Outcome(String rule, @Nullable GuardStatus expected, List<GuardStatus> actual) {
    public Outcome {
      actual = List.copyOf(actual);
    }

    /** Whether it is as expected, or nothing was. */
    public boolean holds() {
      return expected == null
          || (expected == GuardStatus.SKIP
              ? actual.stream().allMatch(status -> status == GuardStatus.SKIP)
              : actual.contains(expected));
    }
  }

  private final List<Case> cases;

  private GuardTestFile(List<Case> cases) {
    this.cases = List.copyOf(cases);
  }

  /**
   * Reads UTF-8 text; a value that is not there is null here, as YAML has it.
   *
   * @throws GuardDocumentException if it is no YAML
   * @throws IllegalArgumentException if it is no list of cases, with the number of the case
   */
  public static GuardTestFile parse(byte[] utf8) {
    var root = YamlReader.read(new String(utf8, StandardCharsets.UTF_8), Scalars.CORE);
    if (!root.is(Kind.LIST)) {
      throw new IllegalArgumentException("a test file is a list of cases; this is no list");
    }
    var cases = new ArrayList<Case>();
    for (var each : root.children()) {
      cases.add(read(each, cases.size() + 1));
    }
    return new GuardTestFile(cases);
  }

  private static Case read(Value value, int number) {
    var input = value.find("input");
    if (input == null) {
      throw new IllegalArgumentException("case " + number + " has no input");
    }
    var name = value.find("name");
    var expectations = value.find("expectations");
    var rules = expectations == null ? null : expectations.find("rules");
    if (rules == null || !rules.is(Kind.MAP)) {
      throw new IllegalArgumentException("case " + number + " has no map expectations.rules");
    }
    Map<String, GuardStatus> expected = new LinkedHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      expected.put(rules.key(i), status(rules.child(i).text(), number));
    }
    return new Case(name == null ? "" : name.text(), new GuardDocument(input), expected);
  }

  private static GuardStatus status(String text, int number) {
    return switch (text) {
      case "PASS" -> GuardStatus.PASS;
      case "FAIL" -> GuardStatus.FAIL;
      case "SKIP" -> GuardStatus.SKIP;
      default ->
          throw new IllegalArgumentException(
              "case " + number + " expects " + text + ", which is not PASS, FAIL or SKIP");
    };
  }

  public List<Case> cases() {
    return cases;
  }

  /**
   * Evaluates rules on the input of a case; an expectation of a rule that there is not is left out.
   *
   * @throws GuardEvaluationException as {@link GuardRules#evaluate}
   */
  public static List<Outcome> run(GuardRules rules, Case one, Limits limits) {
    Map<String, List<GuardStatus>> actual = new LinkedHashMap<>();
    for (var result : rules.evaluate(one.input, Map.of(), limits).rules()) {
      actual.computeIfAbsent(result.name(), name -> new ArrayList<>()).add(result.status());
    }
    var outcomes = new ArrayList<Outcome>();
    actual.forEach(
        (rule, statuses) -> outcomes.add(new Outcome(rule, one.expectations.get(rule), statuses)));
    return outcomes;
  }
}

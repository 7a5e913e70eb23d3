package io.cairn.sigma.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.sigma.SigmaParser;
import io.cairn.sigma.SigmaRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the index wakes and how often a predicate is computed. */
@NullMarked
class EngineTest {
  @Test
  void shouldWakeOnlyRulesOfTheCallWhenThereAreMany() {
    // Given
    var rules = new ArrayList<SigmaRule>();
    for (int i = 0; i < 3_000; i++) {
      rules.add(
          rule(
              "sel: {eventSource: iam.amazonaws.com, eventName: Call"
                  + i
                  + ", a|contains: x}\ncondition: sel"));
    }
    rules.add(
        rule(
            """
            sel: {eventSource: iam.amazonaws.com, b.c|startswith: y}
            f: {eventName: Call7}
            condition: sel and not f
            """));
    rules.add(rule("sel: {eventName: [Call7, Call8]}\nother: {zone: z}\ncondition: sel or other"));
    Evaluation evaluation = new Evaluation(Compiled.of(rules, List.of()));
    // When
    Candidates woken =
        open(
            evaluation,
            "{\"eventSource\":\"iam.amazonaws.com\",\"eventName\":\"CALL7\",\"a\":\"q\"}");
    // Then
    assertThat(count(woken)).isEqualTo(2);
    assertThat(count(open(evaluation, "{\"eventSource\":\"iam.amazonaws.com\",\"zone\":\"z\"}")))
        .as("the rule of the zone alone: the other is filed under b.c, which is not there")
        .isEqualTo(1);
    assertThat(count(open(evaluation, "{\"eventSource\":\"s3.amazonaws.com\"}"))).isZero();
  }

  @Test
  void shouldWakeAlwaysWhenNothingIsNecessary() {
    Evaluation evaluation =
        new Evaluation(
            Compiled.of(
                List.of(
                    rule("sel: {a: x}\ncondition: not sel"),
                    rule("sel: {a: null}\ncondition: sel")),
                List.of()));
    assertThat(count(open(evaluation, "{}"))).isEqualTo(2);
  }

  @Test
  void shouldComputeEachPredicateOnceWhenRulesShareIt() {
    // Given
    var rules = new ArrayList<SigmaRule>();
    for (int i = 0; i < 50; i++) {
      rules.add(
          rule(
              "sel: {eventName: X, a|contains: Shared}\nf%d: {b: v%d}\ncondition: sel and not f%d or sel and f%d"
                  .formatted(i, i, i, i)));
      rules.add(rule("sel: {eventName: x, a|contains: shared, c: null}\ncondition: sel"));
    }
    Compiled compiled = Compiled.of(rules, List.of());
    Evaluation evaluation = new Evaluation(compiled);
    // When
    Candidates woken =
        open(evaluation, "{\"eventName\":\"X\",\"a\":\"it is shared\",\"b\":\"v3\"}");
    int matched = 0;
    for (int i = woken.next(0); i >= 0; i = woken.next(i + 1)) {
      CompiledRule rule = compiled.rules().get(i);
      matched += rule.node().holds(evaluation) ? 1 : 0;
      evaluation.evidence(rule);
    }
    // Then
    assertThat(matched).isEqualTo(100);
    assertThat(compiled.tests()).as("eventName, a, c and fifty of b").hasSize(53);
    assertThat(evaluation.decisions()).as("all but eventName, which the index saw").isEqualTo(52);
  }

  @Test
  void shouldCaptureOnlyNamedFieldsWhenEventHasMore() {
    Compiled compiled =
        Compiled.of(List.of(rule("sel: {a.b: x, 'c': y}\ncondition: sel")), List.of());
    assertThat(compiled.fields().paths())
        .extracting(path -> path.name())
        .containsExactly("a.b", "c");
    assertThat(compiled.fields().keywordSlot()).isEqualTo(PathNode.NO_SLOT);
  }

  private static int count(Candidates woken) {
    int count = 0;
    for (int i = woken.next(0); i >= 0; i = woken.next(i + 1)) {
      count++;
    }
    return count;
  }

  private static Candidates open(Evaluation evaluation, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return evaluation.open(bytes, 0, bytes.length);
  }

  private static int made;

  private static SigmaRule rule(String detection) {
    String yaml =
        "title: t\nid: "
            + new UUID(1, made++)
            + "\nlogsource: {product: aws}\ndetection:\n"
            + detection.indent(2);
    return SigmaParser.parse("t.yml", yaml.getBytes(StandardCharsets.UTF_8)).rules().getFirst();
  }
}

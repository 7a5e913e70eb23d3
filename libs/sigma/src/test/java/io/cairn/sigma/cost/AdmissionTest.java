package io.cairn.sigma.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.sigma.LogSource;
import io.cairn.sigma.SigmaParser;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.TrafficSample;
import io.cairn.sigma.cost.Admission.Admitted;
import io.cairn.sigma.cost.Admission.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class AdmissionTest {
  private int made;

  @Test
  void shouldAdmitThousandsWhenRulesAskForCalls() {
    // Given
    var rules = new ArrayList<SigmaRule>();
    for (int i = 0; i < 5_000; i++) {
      rules.add(
          rule("sel: {eventSource: iam.amazonaws.com, eventName: Call" + i + "}\ncondition: sel"));
    }
    // When
    Admission admission = admit(rules);
    // Then
    assertThat(admission).isInstanceOf(Admitted.class);
  }

  @Test
  void shouldNameTheDearestAndTheRemedyWhenRulesReadEveryValue() {
    // Given
    var rules = new ArrayList<SigmaRule>();
    for (int i = 0; i < 100; i++) {
      rules.add(rule("sel: {userAgent|re: '[a-z]+[0-9]{" + (i + 1) + "}'}\ncondition: sel"));
      rules.add(rule("sel: {eventName: Call" + i + "}\ncondition: sel"));
    }
    // When
    Admission admission = admit(rules);
    // Then
    assertThat(admission)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.nanosPerEvent()).isGreaterThan(refused.budget());
              assertThat(refused.dearest()).hasSizeBetween(80, 99);
              assertThat(refused.dearest()).allMatch(cost -> cost.share() == 1);
              assertThat(refused.reason())
                  .contains("100.0 % of events")
                  .contains("userAgent being there")
                  .contains("add a test that few events pass, such as eventName");
            });
    assertThat(admit(without(rules, ((Refused) admission).dearest()))).isInstanceOf(Admitted.class);
  }

  @Test
  void shouldAnswerTheSameWhenRulesComeInAnotherOrder() {
    // Given
    var rules = new ArrayList<SigmaRule>();
    for (int i = 0; i < 60; i++) {
      rules.add(rule("k: ['k" + i + "', 'x" + i + "']\ncondition: k"));
    }
    Admission first = admit(rules);
    Collections.shuffle(rules, new Random(3));
    // When
    Admission second = admit(rules);
    // Then
    assertThat(second).isInstanceOf(Refused.class);
    assertThat(((Refused) second).dearest().stream().map(cost -> cost.rule().key()))
        .isEqualTo(((Refused) first).dearest().stream().map(cost -> cost.rule().key()).toList());
  }

  @Test
  void shouldGoByTheSampleWhenTrafficIsUnusual() {
    // Given
    SigmaRule rule = rule("sel: {eventName: Everywhere}\ncondition: sel");
    byte[] event = "{\"eventName\":\"Everywhere\"}".getBytes(StandardCharsets.UTF_8);
    // When
    RuleCost blind =
        CostBudget.costs(List.of(rule), LogSource.CLOUDTRAIL, TrafficSample.NONE).getFirst();
    RuleCost seeing =
        CostBudget.costs(
                List.of(rule),
                LogSource.CLOUDTRAIL,
                new TrafficSample(Collections.nCopies(100, event)))
            .getFirst();
    // Then
    assertThat(blind.share()).isLessThan(0.01);
    assertThat(seeing.share()).isGreaterThan(0.9);
  }

  private static List<SigmaRule> without(List<SigmaRule> rules, List<RuleCost> dearest) {
    var rest = new ArrayList<>(rules);
    dearest.forEach(cost -> rest.remove(cost.rule()));
    return rest;
  }

  private static Admission admit(List<SigmaRule> rules) {
    return CostBudget.DEFAULT.admit(rules, LogSource.CLOUDTRAIL, TrafficSample.NONE);
  }

  private SigmaRule rule(String detection) {
    String yaml =
        "title: t\nid: "
            + new UUID(1, made++)
            + "\nlogsource: {product: aws}\ndetection:\n"
            + detection.indent(2);
    return SigmaParser.parse("t.yml", yaml.getBytes(StandardCharsets.UTF_8)).rules().getFirst();
  }
}

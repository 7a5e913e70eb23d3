package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.sigma.reference.ReferenceEvaluator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class EnginePropertyTest {
  private static final int ROUNDS = 25;
  private static final int RULES = 40;
  private static final int EVENTS = 100;

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 20_261_124})
  void shouldAgreeWithReferenceWhenRulesAndEventsAreRandom(long seed) {
    // Given
    var random = new Random(seed);
    long checks = 0;
    long matched = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<SigmaRule> rules = rules(random);
      SigmaRuleSet together = SigmaRuleSet.compile(rules);
      SigmaRuleSet first = SigmaRuleSet.compile(rules.subList(0, 1));
      var events = new RandomEvent(random, round % 2 == 0);
      SigmaRuleSet learned = SigmaRuleSet.compile(rules, LogSource.CLOUDTRAIL, sample(events));
      for (int i = 0; i < EVENTS; i++) {
        String event = events.next();
        // When
        List<String> found = found(together, event);
        // Then
        List<String> expected = expected(rules, event);
        assertThat(found)
            .as(() -> "seed " + seed + "\n" + event + "\n" + differing(rules, found, expected))
            .isEqualTo(expected);
        assertThat(found(learned, event)).as("with a sample").isEqualTo(expected);
        assertThat(ids(together, event)).as("ids alone").isEqualTo(places(rules, expected));
        assertThat(found(first, event).isEmpty())
            .isEqualTo(!expected.contains(rules.getFirst().key()));
        checks += rules.size();
        matched += expected.size();
      }
    }
    assertThat(checks).isGreaterThan(ROUNDS * EVENTS * RULES / 2);
    assertThat(matched)
        .as("matches, so that the comparison says something")
        .isBetween(checks / 20, checks * 19 / 20);
  }

  private static List<SigmaRule> rules(Random random) {
    var generator = new RandomRule(random);
    var rules = new ArrayList<SigmaRule>();
    for (int i = 0; i < RULES; i++) {
      String yaml = generator.next();
      ParseResult result = SigmaParser.parse("random.yml", yaml.getBytes(StandardCharsets.UTF_8));
      boolean onlyNames =
          result.diagnostics().stream()
              .filter(Diagnostic::isError)
              .allMatch(d -> d.code() == DiagnosticCode.PATTERN_UNMATCHED);
      assertThat(onlyNames).as(yaml + result.diagnostics()).isTrue();
      rules.addAll(result.rules());
    }
    return rules;
  }

  /** The event lies inside a larger buffer, as it does in a batch. */
  private static List<String> found(SigmaRuleSet rules, String event) {
    byte[] json = event.getBytes(StandardCharsets.UTF_8);
    byte[] buffer = new byte[json.length + 14];
    Arrays.fill(buffer, (byte) '"');
    System.arraycopy(json, 0, buffer, 7, json.length);
    var found = new ArrayList<String>();
    rules.match(buffer, 7, json.length, match -> found.add(match.rule().key()));
    return found;
  }

  private static TrafficSample sample(RandomEvent events) {
    return new TrafficSample(
        IntStream.range(0, 60)
            .mapToObj(_ -> events.next().getBytes(StandardCharsets.UTF_8))
            .toList());
  }

  private static List<Integer> ids(SigmaRuleSet rules, String event) {
    byte[] json = event.getBytes(StandardCharsets.UTF_8);
    var found = new ArrayList<Integer>();
    int count = rules.matchIds(json, 0, json.length, found::add);
    assertThat(found).hasSize(count);
    return found;
  }

  private static List<Integer> places(List<SigmaRule> rules, List<String> keys) {
    return IntStream.range(0, rules.size())
        .filter(i -> keys.contains(rules.get(i).key()))
        .boxed()
        .toList();
  }

  private static List<String> expected(List<SigmaRule> rules, String event) {
    return rules.stream()
        .filter(rule -> ReferenceEvaluator.matches(rule, event))
        .map(SigmaRule::key)
        .toList();
  }

  private static String differing(
      List<SigmaRule> rules, List<String> found, List<String> expected) {
    return rules.stream()
        .filter(rule -> found.contains(rule.key()) != expected.contains(rule.key()))
        .map(rule -> "expected " + expected.contains(rule.key()) + ":\n" + rule.source())
        .findFirst()
        .orElse("another order");
  }
}

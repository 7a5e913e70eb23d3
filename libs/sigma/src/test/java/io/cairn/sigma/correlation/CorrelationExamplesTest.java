package io.cairn.sigma.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.sigma.Pipeline;
import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaDocuments;
import io.cairn.sigma.SigmaParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The worked correlations of the language, events as seconds, rule and fields. */
@NullMarked
class CorrelationExamplesTest {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  @Test
  void shouldCountWithinTheWindowWhenEventsAreCounted() {
    String count = correlation("many", "event_count", "[fail]", "5m", "{gte: 3}");
    assertThat(run(count, "0 fail u=ana", "60 fail u=bo", "100 fail u=ana", "280 fail u=ana"))
        .containsExactly("many@280 {u=ana}");
    assertThat(run(count, "0 fail u=ana", "100 fail u=ana", "300 fail u=ana"))
        .as("0 lies outside (0, 300]")
        .isEmpty();
  }

  @Test
  void shouldCountDifferentValuesWhenTheyAreCounted() {
    String count =
        correlation("c", "value_count", "[fail]", "1m", "{field: u, gte: 3}")
            .replace("group-by: [u]", "group-by: [ip]");
    assertThat(
            run(
                count,
                "0 fail u=a ip=1",
                "10 fail u=a ip=1",
                "20 fail u=b ip=1",
                "30 fail ip=1",
                "40 fail u=c ip=1"))
        .containsExactly("c@40 {ip=1}");
  }

  @Test
  void shouldWaitForAllRulesWhenTheyBelongTogether() {
    String[] events = {"0 b u=x", "30 a u=x", "40 b u=z"};
    assertThat(run(correlation("t", "temporal", "[a, b]", "1m", null), events))
        .containsExactly("t@30 {u=x}");
    String ordered = correlation("t", "temporal_ordered", "[a, b]", "1m", null);
    assertThat(run(ordered, events)).isEmpty();
    assertThat(run(ordered, "0 b u=x", "30 a u=x", "40 b u=z", "50 b u=x"))
        .containsExactly("t@50 {u=x}");
  }

  @Test
  void shouldReckonWithNumbersWhenFieldHasSome() {
    assertThat(
            run(
                correlation("s", "value_sum", "[a]", "1m", "{field: n, gt: 1000}"),
                "0 a u=x n=400",
                "10 a u=x n=700",
                "20 a u=x n=text"))
        .containsExactly("s@10 {u=x}");
    assertThat(
            run(
                correlation(
                    "p", "value_percentile", "[a]", "1m", "{field: n, percentile: 80, gte: 42}"),
                "0 a u=x n=10",
                "1 a u=x n=20",
                "2 a u=x n=30",
                "3 a u=x n=40",
                "4 a u=x n=50"))
        .containsExactly("p@4 {u=x}");
    assertThat(
            run(
                correlation("v", "value_avg", "[a]", "1m", "{field: n, gte: 30}"),
                "0 a u=x n=10",
                "1 a u=x n=20",
                "2 a u=x n=60"))
        .containsExactly("v@2 {u=x}");
  }

  @Test
  void shouldGroupByAnotherFieldOfEachRuleWhenThereIsAnAlias() {
    String aliased =
        correlation("t", "temporal", "[a, b]", "1m", null)
            .replace("group-by: [u]", "group-by: [who]\n  aliases: {who: {a: src, b: dst}}");
    assertThat(run(aliased, "0 a src=h1", "5 b src=h1 dst=h2", "9 b dst=h1"))
        .containsExactly("t@9 {who=h1}");
  }

  @Test
  void shouldChainWhenACorrelationNamesAnother() {
    String many = correlation("many", "event_count", "[fail]", "10m", "{gte: 3}");
    String then = correlation("then", "temporal_ordered", "[many, ok]", "10m", null);
    assertThat(
            run(
                then + "---\n" + many,
                "0 fail u=ana",
                "5 fail u=ana",
                "9 fail u=ana",
                "20 ok u=ana",
                "25 ok u=bo"))
        .containsExactly("many@9 {u=ana}", "then@20 {u=ana}");
  }

  @Test
  void shouldHoldInsideTheRangeWhenConditionHasTwoBounds() {
    String range = correlation("r", "event_count", "[fail]", "5m", "{gt: 1, lte: 2}");
    assertThat(run(range, "0 fail u=ana", "60 fail u=bo", "100 fail u=ana", "280 fail u=ana"))
        .containsExactly("r@100 {u=ana}");
  }

  @Test
  void shouldJudgeAtTheCloseWhenTheFirstEventWouldDo() {
    String few = correlation("few", "event_count", "[beat]", "1m", "{lt: 3}");
    assertThat(run(few, "0 beat u=a", "10 beat u=a", "20 beat u=a", "70 beat u=a", "500 x u=a"))
        .as("three in the first window, one in the second, which closes at 130")
        .containsExactly("few@130 {u=a}");
  }

  @Test
  void shouldBeQuietForOneTimespanWhenItFired() {
    String count = correlation("many", "event_count", "[fail]", "1m", "{gte: 2}");
    String[] events =
        IntStream.range(0, 14).mapToObj(i -> i * 10 + " fail u=a").toArray(String[]::new);
    assertThat(run(count, events))
        .containsExactly("many@10 {u=a}", "many@70 {u=a}", "many@130 {u=a}");
  }

  @Test
  void shouldFindTheSameWhenEventsComeOutOfOrderOrTwice() {
    // Given
    String rules =
        correlation("many", "event_count", "[fail]", "1m", "{gte: 4}")
            + "---\n"
            + correlation("ord", "temporal_ordered", "[fail, ok]", "1m", null);
    var random = new Random(11);
    for (int round = 0; round < 100; round++) {
      var events = new ArrayList<String>();
      for (int i = 0; i < 4; i++) {
        events.add(random.nextInt(50) + " fail u=a");
      }
      events.add("55 ok u=a");
      // When
      List<String> expected = groupsOf(run(rules, events.toArray(String[]::new)));
      var shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, random);
      shuffled.addAll(events.subList(0, 2));
      // Then
      assertThat(groupsOf(run(rules, shuffled.toArray(String[]::new))))
          .as(shuffled.toString())
          .isEqualTo(expected);
    }
  }

  @Test
  void shouldFindEveryIncidentWhenLaterOnesComeFirst() {
    String count = correlation("many", "event_count", "[fail]", "1m", "{gte: 3}");
    assertThat(
            run(
                count,
                "705 fail u=a",
                "709 fail u=a",
                "1 fail u=a",
                "708 fail u=a",
                "3 fail u=a",
                "702 fail u=a",
                "2 fail u=a",
                "706 fail u=a",
                "707 fail u=a"))
        .containsExactly("many@709 {u=a}", "many@3 {u=a}");
  }

  @Test
  void shouldKeepTwoOfAKindInATimespanAndFindTheSame() {
    String count = correlation("c", "value_count", "[a]", "1m", "{field: n, gte: 3}");
    SigmaCollection rules = collection(count);
    var state = new InMemoryCorrelationState(10);
    var engine = new CorrelationEngine(CorrelationRules.of(rules), state, Duration.ofMinutes(15));
    for (int i = 0; i < 50; i++) {
      engine.accept(occurrence(i + " a u=x n=" + i % 2, "e" + i, rules));
    }
    assertThat(state.load(new GroupKey("c", List.of("x"))))
        .isNotNull()
        .satisfies(kept -> assertThat(kept.entries()).hasSize(4));
    assertThat(engine.accept(occurrence("59 a u=x n=2", "last", rules))).hasSize(1);
  }

  @Test
  void shouldForgetAndCountWhenEventsAreTooLateOrGroupsTooMany() {
    // Given
    SigmaCollection rules =
        collection(correlation("many", "event_count", "[fail]", "1m", "{gte: 3}"));
    var state = new InMemoryCorrelationState(100);
    var engine = new CorrelationEngine(CorrelationRules.of(rules), state, Duration.ofMinutes(1));
    // When
    for (int i = 0; i < 1_000; i++) {
      engine.accept(occurrence(i + " fail u=user" + i, "e" + i, rules));
    }
    // Then
    assertThat(state.size()).isEqualTo(100);
    assertThat(state.forgotten()).isEqualTo(900);
    engine.accept(occurrence("800 fail u=user999", "late", rules));
    assertThat(engine.late()).isEqualTo(1);
    engine.advance(START.plusSeconds(5_000));
    assertThat(state.size()).isZero();
  }

  @Test
  void shouldGoOnWhereItWasWhenStateIsKeptByAnother() {
    // Given
    SigmaCollection rules =
        collection(correlation("many", "event_count", "[fail]", "1m", "{gte: 3}"));
    var state = new InMemoryCorrelationState(10);
    // When
    var fired = new ArrayList<Firing>();
    for (int i = 0; i < 3; i++) {
      var restarted =
          new CorrelationEngine(CorrelationRules.of(rules), state, Duration.ofMinutes(15));
      fired.addAll(restarted.accept(occurrence(i + " fail u=a", "e" + i, rules)));
    }
    // Then
    assertThat(fired).hasSize(1);
    assertThat(fired.getFirst().eventIds()).containsExactly("e0", "e1", "e2");
    assertThat(fired.getFirst().value()).isEqualTo(3);
  }

  private static List<String> groupsOf(List<String> firings) {
    return firings.stream()
        .map(firing -> firing.replaceAll("@[0-9]+", ""))
        .distinct()
        .sorted()
        .toList();
  }

  private static String correlation(
      String name, String type, String rules, String timespan, @Nullable String condition) {
    return """
    title: %s
    name: %s
    level: high
    description: made by a test
    correlation:
      type: %s
      rules: %s
      group-by: [u]
      timespan: %s
    """
            .formatted(name, name, type, rules, timespan)
        + (condition == null ? "" : "  condition: " + condition + "\n");
  }

  private static SigmaCollection collection(String correlations) {
    var yaml = new StringBuilder(correlations);
    for (String name : List.of("fail", "ok", "a", "b", "beat", "x")) {
      yaml.append(
          "---\ntitle: %s\nname: %s\nlogsource: {product: aws}\ndetection: {s: {eventName: %s}, condition: s}\n"
              .formatted(name, name, name));
    }
    SigmaDocuments read =
        SigmaParser.read(
            "test.yml", yaml.toString().getBytes(StandardCharsets.UTF_8), Pipeline.NONE);
    SigmaCollection collection = SigmaCollection.of(List.of(read));
    assertThat(collection.hasErrors()).as(collection.diagnostics().toString()).isFalse();
    return collection;
  }

  private static List<String> run(String correlations, String... events) {
    SigmaCollection rules = collection(correlations);
    var engine =
        new CorrelationEngine(
            CorrelationRules.of(rules),
            new InMemoryCorrelationState(1_000),
            Duration.ofMinutes(15));
    var told = new ArrayList<String>();
    for (String event : events) {
      engine.accept(occurrence(event, event, rules)).forEach(firing -> told.add(told(firing)));
    }
    engine.advance(START.plusSeconds(100_000)).forEach(firing -> told.add(told(firing)));
    return told;
  }

  private static String told(Firing firing) {
    return "%s@%d %s"
        .formatted(
            firing.correlation().key(),
            firing.at().getEpochSecond() - START.getEpochSecond(),
            firing.group());
  }

  /** Of {@code seconds rule field=value…}. */
  private static Occurrence occurrence(String event, String id, SigmaCollection rules) {
    String[] words = event.split(" ", -1);
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (int i = 2; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      fields.put(words[i].substring(0, equals), List.of(words[i].substring(equals + 1)));
    }
    assertThat(rules.rules().stream().map(rule -> rule.key())).contains(words[1]);
    return new Occurrence(words[1], START.plusSeconds(Long.parseLong(words[0])), id, fields);
  }
}

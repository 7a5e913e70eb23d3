package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class EvidenceTest {
  @Test
  void shouldTellTheValuesThatMatchedWhenSeveralCould() {
    assertThat(
            evidence(
                "sel: {eventName: Put*, r.t|contains: [ab, cd]}\nf: {user: root}\ncondition: sel and not f",
                "{\"eventName\":\"PutX\",\"r\":[{\"t\":\"xabx\"},{\"t\":\"no\"},{\"t\":\"CD\"}],\"user\":\"ana\"}"))
        .isEqualTo(Map.of("eventName", List.of("PutX"), "r.t", List.of("xabx", "CD")));
  }

  @Test
  void shouldLeaveOutBranchesWhenTheyDidNotHold() {
    assertThat(
            evidence("a: {x: 1, y: 2}\nb: {z: 3}\ncondition: a or b", "{\"x\":1,\"y\":9,\"z\":3}"))
        .isEqualTo(Map.of("z", List.of("3")));
  }

  @Test
  void shouldBeEmptyWhenOnlyAbsenceWasTested() {
    assertThat(
            evidence("a: {x: null}\nb: {y|neq: v}\ncondition: a and b", "{\"x\":null,\"y\":\"w\"}"))
        .isEmpty();
  }

  @Test
  void shouldNameKeywordsWhenTheyMatched() {
    assertThat(evidence("k: [AKIA]\ncondition: k", "{\"a\":{\"b\":\"xakiax\"}}"))
        .isEqualTo(Map.of("keywords", List.of("xakiax")));
  }

  @Test
  void shouldStayBoundedWhenValuesAreManyAndLong() {
    String event = "{\"a\":[" + "\"x%s\",".formatted("y".repeat(5_000)).repeat(3);
    var json = new StringBuilder(event);
    for (int i = 0; i < 50; i++) {
      json.append("\"x").append(i).append("\",");
    }
    Map<String, List<String>> found =
        evidence("sel: {a|startswith: x}\ncondition: sel", json + "1]}");
    assertThat(found.get("a")).hasSize(10).allMatch(value -> value.length() <= 1_024);
  }

  @Test
  void shouldGiveMatchesInTheOrderOfRulesWhenSeveralMatch() {
    var rules = new ArrayList<SigmaRule>();
    for (int i = 9; i > 0; i--) {
      rules.add(
          Rules.rule(
              Rules.withSelection("{" + "abcdefghi".charAt(i - 1) + ": x}")
                  .replace("1c11", "1c1" + i)));
    }
    String event = "{\"b\":\"x\",\"a\":\"x\",\"i\":\"x\",\"c\":\"x\"}";
    assertThat(Rules.matches(SigmaRuleSet.compile(rules), event))
        .extracting(match -> match.matched().keySet().iterator().next())
        .containsExactly("i", "c", "b", "a");
  }

  @Test
  void shouldAnswerAlikeWhenManyThreadsShareOneSet()
      throws InterruptedException, ExecutionException {
    // Given
    SigmaRuleSet set =
        SigmaRuleSet.compile(
            List.of(
                Rules.rule(
                    Rules.withDetection(
                        "a: {v|re: '(x|y)*z'}\nb: {w: 'é?*'}\nc: [needle]\ncondition: 1 of them"))));
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      tasks.add(
          () -> {
            int matched = 0;
            for (int i = 0; i < 5_000; i++) {
              matched +=
                  Rules.matches(
                          set,
                          "{\"v\":\"xy"
                              + (i % 2 == 0 ? "z" : "x")
                              + "\",\"w\":\"ÉX"
                              + i
                              + "\",\"u\":\"n\"}")
                      .size();
              matched +=
                  Rules.matches(
                          set,
                          "{\"v\":\"xy" + i + "\",\"u\":\"" + (i % 5 == 0 ? "NEEDLE" : "") + "\"}")
                      .size();
            }
            return matched;
          });
    }
    // When
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (Future<Integer> each : threads.invokeAll(tasks)) {
        // Then
        assertThat(each.get()).isEqualTo(6_000);
      }
    }
  }

  private static Map<String, List<String>> evidence(String detection, String event) {
    SigmaRuleSet set = SigmaRuleSet.compile(List.of(Rules.rule(Rules.withDetection(detection))));
    List<RuleMatch> matches = Rules.matches(set, event);
    assertThat(matches).hasSize(1);
    return matches.getFirst().matched();
  }
}

package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class RuleTestsTest {
  @Test
  void shouldNameTheExampleWhenItDoesNotHold() {
    SigmaRule rule =
        Rules.rule(
            Rules.withSelection("{a.b: 5, t|contains: 'x\"😀'}")
                + """
                tests:
                  match:
                    - {a: {b: 5}, t: 'zx"😀'}
                    - {a: {b: 6}, t: 'zx"😀'}
                  noMatch:
                    - {a: [{b: 5}], t: "x\\"😀\\n"}
                    - {a: null}
                """);
    assertThat(RuleTests.failures(rule))
        .containsExactly("tests.match[1] does not match", "tests.noMatch[0] matches");
  }

  @Test
  void shouldSayWhatIsWrongWhenTestsHaveAnotherShape() {
    String rule = Rules.withSelection("{a: b}");
    assertThat(RuleTests.failures(Rules.rule(rule + "tests: []\n")))
        .containsExactly("tests must be a map of match and noMatch");
    assertThat(RuleTests.failures(Rules.rule(rule + "tests: {match: [a], nomatch: []}\n")))
        .containsExactly(
            "tests.nomatch is unknown: there are match and noMatch",
            "tests.match[0] must be an event, as a map");
    assertThat(RuleTests.areIn(Rules.rule(rule))).isFalse();
    assertThat(RuleTests.failures(Rules.rule(rule))).isEmpty();
  }
}

package io.cairn.guard.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.limit.Steps;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class GuardPatternTest {

  private static boolean find(String pattern, String input) {
    return GuardPattern.compile(pattern).find(input.replace("⏎", "\n"), new Steps(100_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "abc xabcx true",
        "^abc xabc false",
        "^abc$ abc true",
        "abc$ abc⏎ false",
        "(?m)abc$ abc⏎d true",
        "(?:(?m)b$)a b⏎a false",
        "a.c a⏎c false",
        "(?s)a.c a⏎c true",
        "(?i)ABC abc true",
        "^[[:alpha:]]+$ abc true",
        "^[^[:digit:]]+$ ab1 false",
        "^[]a]+$ a]a true",
        "(?P<x>a)(?P=x) aa true",
        "(?<=a)b ab true",
        "^\\w+$ é true",
        "^\\u{e9}$ é true",
        "^\\x{65}\\x66$ ef true",
        "a{2} aa true",
        "a{b a{b true",
        "^arn:aws:s3:::x/\\*$ arn:aws:s3:::x/* true",
        "[a-z&&[^b]] b false",
        "(a)|(b)\\2 bb true",
      })
  void shouldSearchWhenPatternIsOfTheLanguage(String pattern, String input, boolean found) {
    assertThat(find(pattern, input)).as("/%s/ in %s", pattern, input).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "a**+?[",
        "\\Z",
        "\\Qa\\E",
        "\\e",
        "[a--b]",
        "(?U)a",
        "[[:nope:]]",
        "\\u{zz}",
        "\\0",
        "\\"
      })
  void shouldRefuseWhenPatternIsNot(String pattern) {
    assertThatThrownBy(() -> GuardPattern.compile(pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldAnswerInOnePassWhenPatternIsRegular() {
    assertThat(find("(.*a){9}b", "a".repeat(300))).isFalse();
    assertThat(find("^(?:a|b)*c", "ab".repeat(100_000))).isFalse();
    assertThat(find("^(?:a|b)*c", "ab".repeat(100_000) + "c")).isTrue();
  }

  @Test
  void shouldStopWhenMatchRunsAway() {
    assertThatThrownBy(() -> find("(.*)(.*)(.*)(.*)\\1z", "a".repeat(300)))
        .isInstanceOf(GuardEvaluationException.class)
        .hasMessageContaining("steps");
    assertThatThrownBy(() -> find("(?<!x)(.*a){9}b", "a".repeat(300)))
        .isInstanceOf(GuardEvaluationException.class);
    assertThatThrownBy(() -> GuardPattern.compile("(".repeat(2_000) + ")".repeat(2_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

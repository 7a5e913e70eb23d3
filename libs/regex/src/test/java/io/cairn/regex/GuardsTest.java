package io.cairn.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class GuardsTest {
  @ParameterizedTest
  @CsvSource({
    "^aws-cli/2, aws-cli/2",
    "a.bcd+, bc",
    "(?i)ABC, abc",
    "user-[0-9]+-admin, -admin",
    "(?i)k\\bx, kx",
    "(abc){2}d, abc"
  })
  void shouldTellWhatMustStandThereWhenPatternHasLiterals(String pattern, String guard) {
    assertThat(Regex.compile(pattern, Set.of()).guards()).containsExactly(guard);
  }

  @Test
  void shouldTellAllWhenEitherMayStandThere() {
    assertThat(Regex.compile("x(abcd|efgh)", Set.of()).guards())
        .containsExactlyInAnyOrder("abcd", "efgh");
    assertThat(Regex.compile("(abcd|.)", Set.of()).guards()).isEmpty();
    assertThat(Regex.compile("(abc)*", Set.of()).guards()).isEmpty();
    assertThat(Regex.compile("", Set.of()).guards()).isEmpty();
  }

  @Test
  void shouldStandInEveryTextWhenPatternsAreRandom() {
    // Given
    var random = new Random(5);
    var generator = new RandomPattern(random);
    int guarded = 0;
    for (int i = 0; i < 3_000; i++) {
      var flags = EnumSet.noneOf(RegexFlag.class);
      if (random.nextBoolean()) {
        flags.add(RegexFlag.IGNORE_CASE);
      }
      Regex regex =
          Regex.compile(
              "(" + generator.next(4, false).ours() + generator.next(4, false).ours() + ")", flags);
      // When
      Set<String> guards = regex.guards();
      for (int j = 0; j < 20; j++) {
        String text = generator.text();
        // Then
        if (!guards.isEmpty() && regex.find(text)) {
          guarded++;
          assertThat(guards)
              .as(regex + " on " + text)
              .anyMatch(guard -> CaseFolding.fold(text).contains(guard));
        }
      }
    }
    assertThat(guarded).isGreaterThan(500);
  }
}

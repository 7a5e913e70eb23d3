package io.cairn.regex;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.regex.LazyDfa.Limits;
import io.cairn.regex.RandomPattern.Pair;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class RegexPropertyTest {
  private static final int PATTERNS = 8_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 20_261_124})
  void shouldAgreeWithJavaWhenPatternsAndTextsAreRandom(long seed) {
    // Given
    var random = new Random(seed);
    var generator = new RandomPattern(random);
    int found = 0;
    for (int i = 0; i < PATTERNS; i++) {
      Set<RegexFlag> flags = flags(random);
      Pair pattern = generator.next(0, flags.contains(RegexFlag.MULTILINE));
      if (repeatsAnAssertion(pattern.ours(), flags)) {
        continue;
      }
      Pattern oracle = Pattern.compile(pattern.java(), javaFlags(flags));
      Regex normal = Regex.compile(pattern.ours(), flags);
      Regex flushing = Regex.compile(pattern.ours(), flags, new Limits(8, 4_000));
      Regex simulated = Regex.compile(pattern.ours(), flags, new Limits(250_000, 1));
      for (int j = 0; j < 12; j++) {
        String text = generator.text();
        if (pattern.ours().contains("\\B") && text.contains("😀")) {
          continue; // java.util.regex finds \B between the two halves of one code point
        }
        // When
        boolean expected = oracle.matcher(text).find();
        // Then
        String which = "/" + pattern.ours() + "/ " + flags + " in \"" + text + "\", seed " + seed;
        assertThat(normal.find(text)).as(which).isEqualTo(expected);
        assertThat(flushing.find(text)).as("flushing " + which).isEqualTo(expected);
        assertThat(simulated.find(text)).as("simulated " + which).isEqualTo(expected);
        found += expected ? 1 : 0;
      }
    }
    assertThat(found)
        .as("hits, so that the comparison says something")
        .isBetween(PATTERNS, PATTERNS * 11);
  }

  private static boolean repeatsAnAssertion(String pattern, Set<RegexFlag> flags) {
    try {
      Regex.compile(pattern, flags);
      return false;
    } catch (RegexSyntaxException e) {
      assertThat(e).hasMessageContaining("an assertion cannot be repeated");
      return true;
    }
  }

  private static Set<RegexFlag> flags(Random random) {
    var flags = EnumSet.noneOf(RegexFlag.class);
    for (RegexFlag flag : RegexFlag.values()) {
      if (random.nextInt(3) == 0) {
        flags.add(flag);
      }
    }
    return flags;
  }

  private static int javaFlags(Set<RegexFlag> flags) {
    return Pattern.UNIX_LINES
        | (flags.contains(RegexFlag.IGNORE_CASE)
            ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE
            : 0)
        | (flags.contains(RegexFlag.DOTALL) ? Pattern.DOTALL : 0);
  }
}

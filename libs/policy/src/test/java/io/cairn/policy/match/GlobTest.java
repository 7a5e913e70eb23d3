package io.cairn.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class GlobTest {

  private static Pattern regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20260101})
  void shouldMatchAsRegularExpressionDoes(long seed) {
    Random random = new Random(Long.getLong("cairn.seed", seed));
    for (int i = 0; i < 60_000; i++) {
      // Given
      String glob = text(random, "ab*?\n", random.nextInt(10));
      String text = text(random, "ab\n", random.nextInt(10));
      // When / Then
      assertThat(Glob.of(glob).matches(text))
          .as("seed %d: %s against %s", seed, glob, text)
          .isEqualTo(regex(glob).matcher(text).matches());
    }
  }

  @Test
  void shouldFindLongPiecesAcrossWordBoundaries() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      // Given
      String piece = text(random, "aab?", 15 + random.nextInt(140));
      String text = text(random, "ab", 400);
      int at = random.nextInt(200);
      String planted =
          random.nextBoolean()
              ? text.substring(0, at) + piece.replace('?', 'b') + text.substring(at)
              : text;
      // When / Then
      String glob = "*" + piece + "*";
      assertThat(Glob.of(glob).matches(planted))
          .as("%s against %s", glob, planted)
          .isEqualTo(regex(glob).matcher(planted).matches());
    }
  }

  @Test
  void shouldStayFastWhenPatternIsHostile() {
    // Given
    String text = "a".repeat(2048);
    Glob[] hostile = {
      Glob.of("*a".repeat(1000) + "b"),
      Glob.of("*?".repeat(1000) + "b"),
      Glob.of("*" + "a".repeat(1000) + "b*"),
      Glob.of("*" + "a?".repeat(500) + "b*"),
      Glob.of(("*" + "a".repeat(15) + "b").repeat(100)),
    };
    // When / Then: a matcher that backtracks does not end; two pointers take 1 ms a match
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (Glob glob : hostile) {
            for (int i = 0; i < 2_000; i++) {
              assertThat(glob.matches(text)).isFalse();
            }
          }
        });
  }

  static String text(Random random, String alphabet, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }
}

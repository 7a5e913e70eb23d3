package io.cairn.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class RegexTest {
  @Nested
  class Syntax {
    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        quoteCharacter = '"',
        value = {
          "(a)\\1; backreferences; 3",
          "(?<n>a)\\k<n>; backreferences; 7",
          "a(?=b); lookaround; 3",
          "a(?!b); lookaround; 3",
          "(?<=a)b; lookaround; 2",
          "(?<!a)b; lookaround; 2",
          "(?>a); atomic; 2",
          "a*+; possessive; 2",
          "\\p{L}; Unicode properties; 0",
          "[[:alpha:]]; POSIX; 1",
          "(ab; unclosed (; 0",
          "ab); unmatched ); 2",
          "[ab; unclosed [; 0",
          "*a; nothing to repeat; 0",
          "a**; quantifier directly after; 3",
          "^*; assertion cannot be repeated; 0",
          "a{3,2}; upper bound; 1",
          "a{1001}; repetition of more; 1",
          "a{,3}; {0,n}; 1",
          "[b-a]; backwards; 1",
          "[a-\\d]; range between classes; 1",
          "ab\\; lone backslash; 2",
          "\\q; unsupported escape; 0",
          "\\x4; more digits; 0",
          "\\x{110000}; last code point; 0",
          "(?x)a; unsupported flag x; 2",
        })
    void shouldRefuseWithPositionWhenPatternCannotBeServed(
        String pattern, String words, int position) {
      assertThatThrownBy(() -> Regex.compile(pattern, Set.of()))
          .isInstanceOfSatisfying(
              RegexSyntaxException.class, e -> assertThat(e.position()).isEqualTo(position))
          .hasMessageContaining(words)
          .hasMessageContaining("position " + position);
    }

    @Test
    void shouldReadWhatOthersReadWhenSyntaxIsUnusual() {
      assertThat(find("a{x", "za{x")).isTrue();
      assertThat(find("[]a]", "]")).isTrue();
      assertThat(find("[^]a]", "]a")).isFalse();
      assertThat(find("[a-]", "-")).isTrue();
      assertThat(find("(?P<who>x)(?:y)(?<b>z)", "xyz")).isTrue();
      assertThat(find("\\x41\\x{1F600}\\u00e9", "A😀é")).isTrue();
      assertThat(find("a\\z", "a\n")).isFalse();
      assertThat(find("a$", "a\n")).isFalse();
      assertThat(find("(?m)a$", "a\n")).isTrue();
      assertThat(find("", "")).isTrue();
    }

    @Test
    void shouldScopeInlineFlagsWhenGroupEnds() {
      assertThat(find("(?i)ab", "AB")).isTrue();
      assertThat(find("a(?i:b)c", "aBc")).isTrue();
      assertThat(find("a(?i:b)c", "aBC")).isFalse();
      assertThat(find("(a(?i)b)c", "aBC")).isFalse();
      assertThat(find("(?i)a(?-i)b", "AB")).isFalse();
      assertThat(find("(?s)a.b", "a\nb")).isTrue();
      assertThat(find("a.b", "a\nb")).isFalse();
    }

    @Test
    void shouldFoldLikeUnicodeWhenCaseIsIgnored() {
      assertThat(find("(?i)k", "\u212A")).isTrue();
      assertThat(find("(?i)[^k]", "\u212A")).isFalse();
      assertThat(find("(?i)σ", "ς")).isTrue();
      assertThat(find("(?i)i", "\u0130")).isFalse();
      assertThat(find("(?i)i", "\u0131")).isFalse();
    }
  }

  @Nested
  class Hostile {
    @Test
    @Timeout(20)
    void shouldStayLinearWhenPatternsExplodeElsewhere() {
      String text = "a".repeat(100_000) + "!";
      assertThat(find("(a*)*b", text)).isFalse();
      assertThat(find("^(a|a|a?)+$", text)).isFalse();
      assertThat(find("(.*.*.*.*.*x)y", text)).isFalse();
      assertThat(find("(a|b)*a(a|b){16}c", text.replace("aaa", "aba"))).isFalse();
    }

    @Test
    @Timeout(10)
    void shouldRefuseWhenProgramWouldBeTooLarge() {
      assertThatThrownBy(() -> find("(a{1000}){1000}", "")).hasMessageContaining("too large");
      assertThatThrownBy(() -> find("(((((){1000}){1000}){1000}){1000}){1000}", ""))
          .hasMessageContaining("too large");
      assertThatThrownBy(() -> find("a".repeat(10_001), "")).hasMessageContaining("longer than");
      assertThatThrownBy(() -> find("(".repeat(5_000), "")).hasMessageContaining("deeper than");
    }

    @Test
    void shouldAnswerAlikeWhenManyThreadsShareOnePattern() throws InterruptedException {
      // Given
      Regex shared = Regex.compile("(a|b)*a(a|b){6}c", Set.of(), new LazyDfa.Limits(500, 4_000));
      var wrong = new AtomicInteger();
      // When
      Thread[] threads = new Thread[4];
      for (int t = 0; t < threads.length; t++) {
        int seed = t;
        threads[t] = Thread.ofPlatform().start(() -> wrong.addAndGet(disagreements(shared, seed)));
      }
      for (Thread thread : threads) {
        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
      }
      // Then
      assertThat(wrong).hasValue(0);
    }

    private static int disagreements(Regex shared, int seed) {
      var random = new Random(seed);
      var oracle = Pattern.compile("(a|b)*a(a|b){6}c");
      int wrong = 0;
      for (int i = 0; i < 20_000; i++) {
        var text = new StringBuilder();
        random.ints(14, 0, 7).forEach(c -> text.append(c == 0 ? 'c' : c < 4 ? 'a' : 'b'));
        wrong += shared.find(text) == oracle.matcher(text).find() ? 0 : 1;
      }
      return wrong;
    }
  }

  private static boolean find(String pattern, String text) {
    return Regex.compile(pattern, Set.of()).find(text);
  }
}

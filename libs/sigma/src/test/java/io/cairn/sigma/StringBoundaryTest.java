package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings are skipped eight bytes at a time: every place in and across words is tried. */
@NullMarked
class StringBoundaryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"\\\"", "\\\\", "\\u00e9", "é", "😀", "\u007f", "\\n", "!", "#", "[", "]"})
  void shouldReadTheWholeStringWhereverItsSpecialStands(String written) {
    SigmaRuleSet rules =
        SigmaRuleSet.compile(List.of(Rules.rule(Rules.withSelection("{v|contains: a, w: end}"))));
    for (int before = 0; before < 20; before++) {
      for (int after = 0; after < 20; after++) {
        String value = "a".repeat(before + 1) + written + "a".repeat(after);
        String event = "{\"v\":\"" + value + "\",\"w\":\"end\"}";
        assertThat(Rules.matches(rules, event)).as(event).hasSize(1);
        String unescaped =
            Rules.matches(rules, event)
                .getFirst()
                .matched()
                .getOrDefault("v", List.of(""))
                .getFirst();
        assertThat(unescaped).hasSize(before + 1 + after + length(written));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 13, 31})
  void shouldRefuseControlCharactersWhereverTheyStand(int control) {
    SigmaRuleSet rules = SigmaRuleSet.compile(List.of(Rules.rule(Rules.withSelection("{w: end}"))));
    for (int before = 0; before < 20; before++) {
      String event = "{\"v\":\"" + "a".repeat(before) + (char) control + "aaaaaaaaaaaa\"}";
      byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
      int offset = 6 + before;
      assertThatThrownBy(() -> rules.match(bytes, 0, bytes.length, match -> {}))
          .isInstanceOfSatisfying(
              MalformedEventException.class, e -> assertThat(e.offset()).isEqualTo(offset));
    }
  }

  private static int length(String written) {
    return written.startsWith("\\") ? 1 : written.length();
  }
}

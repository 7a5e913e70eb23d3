package io.cairn.regex.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Random patterns of the syntax that the platform has too, on random texts: the automaton, the
 * matcher and the platform say the same. {@code -Dcairn.seed=N} tries another seed.
 */
@NullMarked
class GuardRegexPropertyTest {

  private static final long SEED = Long.getLong("cairn.seed", 12L);
  private static final int PATTERNS = 6_000;
  private static final String[] ATOMS = {
    "a",
    "b",
    "c",
    ".",
    "[ab]",
    "[^a]",
    "\\w",
    "\\d",
    "[a-c&&[^b]]",
    "\\s",
    "x",
    "é",
    "\\b",
    "^",
    "$"
  };

  private final Budget endless =
      new Budget() {
        @Override
        public void spend(int units) {
          // Random patterns are small.
        }
      };
  private final Random random = new Random(SEED);

  private String pattern(int depth, boolean wide) {
    var out = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      out.append(piece(depth, wide));
    }
    return random.nextInt(5) == 0 && depth > 0
        ? out + "|" + pattern(depth - 1, wide)
        : out.toString();
  }

  private String piece(int depth, boolean wide) {
    if (depth == 0 || random.nextInt(3) > 0) {
      var atom = ATOMS[random.nextInt(wide ? ATOMS.length : 10)];
      boolean place = atom.equals("\\b") || atom.equals("^") || atom.equals("$");
      return place ? atom : atom + quantifier();
    }
    var body = pattern(depth - 1, wide);
    return switch (random.nextInt(wide ? 8 : 3)) {
      case 0 -> "(?:" + body + ")" + repeated();
      case 1, 2 -> "(" + body + ")" + repeated();
      case 3 -> "(?=" + body + ")";
      case 4 -> "(?!" + body + ")";
      case 5 -> "(?>" + body + ")";
      case 6 -> "(?<=" + ATOMS[random.nextInt(8)] + "b?)";
      default -> "(?i:" + body + ")";
    };
  }

  private String quantifier() {
    var all = new String[] {"", "", "", "*", "+", "?", "{2}", "{1,3}", "*?", "+?", "??", "?+"};
    return all[random.nextInt(all.length)];
  }

  /** The platform gives wrong answers for counted groups that may match nothing. */
  private String repeated() {
    return new String[] {"", "", "*", "+", "?"}[random.nextInt(5)];
  }

  private String text(boolean wide) {
    var letters = wide ? "abcxAB é1 \n" : "abcx1 \n";
    var out = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      out.append(letters.charAt(random.nextInt(letters.length())));
    }
    return out.toString();
  }

  private static Pattern platform(String pattern) {
    int flags = Pattern.UNIX_LINES | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    return Pattern.compile(pattern.replace("$", "\\z"), flags);
  }

  @Test
  void shouldAgreeWithPlatformWhenPatternIsRandom() {
    int found = 0;
    int linear = 0;
    for (int i = 0; i < PATTERNS; i++) {
      // Given
      boolean wide = i % 2 == 0;
      var pattern = pattern(2, wide);
      var ours = GuardRegex.compile(pattern);
      var theirs = platform(pattern);
      for (int k = 0; k < 4; k++) {
        var text = text(wide);

        // When
        boolean expected = theirs.matcher(text).find();
        boolean actual = ours.find(text, endless);

        // Then
        assertThat(actual).as("seed %d: /%s/ in \"%s\"", SEED, pattern, text).isEqualTo(expected);
        found += expected ? 1 : 0;
        var ascii = text.getBytes(StandardCharsets.UTF_8);
        if (ours.isLinear() && ascii.length == text.length()) {
          linear++;
          assertThat(ours.findAscii(ascii, 0, ascii.length))
              .as("seed %d: automaton of /%s/ in \"%s\"", SEED, pattern, text)
              .isEqualTo(expected);
        }
      }
    }
    assertThat(found).isBetween(PATTERNS / 2, PATTERNS * 4 - PATTERNS / 2);
    assertThat(linear).isGreaterThan(PATTERNS / 2);
  }

  @Test
  void shouldFindSameMatchesWhenPatternHasGroups() {
    for (int i = 0; i < PATTERNS; i++) {
      // Given
      var pattern = "(" + pattern(1, false) + ")(b|c)?";
      var text = text(false);
      var expected = new ArrayList<String>();
      var matcher = platform(pattern).matcher(text);

      // When
      while (matcher.find()) {
        expected.add(matcher.group() + "," + matcher.group(1));
      }
      List<String> actual = new ArrayList<>();
      var matches = GuardRegex.compile(pattern).matches(text, endless);
      while (matches.next()) {
        actual.add(matches.group(0).orElseThrow() + "," + matches.group(1).orElseThrow());
      }

      // Then
      assertThat(actual).as("seed %d: /%s/ in \"%s\"", SEED, pattern, text).isEqualTo(expected);
    }
  }
}

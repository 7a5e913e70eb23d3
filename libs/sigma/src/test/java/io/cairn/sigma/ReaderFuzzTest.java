package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random input for the YAML reader and the condition parser: diagnostics come out, nothing else.
 */
@NullMarked
class ReaderFuzzTest {
  private static final List<String> YAML =
      List.of(
          "a",
          ": ",
          "- ",
          "\n",
          "  ",
          "\n  ",
          "[",
          "]",
          "{",
          "}",
          ", ",
          "'",
          "\"",
          "&x ",
          "*x",
          "!!str ",
          "|\n",
          ">\n",
          "---\n",
          "# c",
          "? ",
          "%",
          "\t",
          "é",
          "\u0000",
          "title: t\n",
          "detection:\n",
          "condition: s",
          "correlation:\n",
          "filter:\n",
          "timespan: 5m",
          "rules: [r]",
          "logsource: {product: aws}\n");
  private static final List<String> WORDS =
      List.of(
          "a", "b", "_p", "and", "or", "not", "1", "2", "any", "all", "of", "them", "a*", "*", "(",
          ")", "|", ",", "count()", "é", "-");

  @Test
  @Timeout(60)
  void shouldAnswerWithDiagnosticsWhenYamlIsRandom() {
    var random = new Random(3);
    for (int i = 0; i < 8_000; i++) {
      String yaml = joined(random, YAML, "", 30);
      SigmaDocuments read =
          SigmaParser.read("fuzz", yaml.getBytes(StandardCharsets.UTF_8), Pipeline.NONE);
      boolean empty =
          read.rules().isEmpty() && read.correlations().isEmpty() && read.filters().isEmpty();
      assertThat(!empty || read.hasErrors()).as(yaml).isTrue();
      for (Diagnostic diagnostic : read.diagnostics()) {
        assertThat(diagnostic.line()).as(yaml).isPositive();
        assertThat(diagnostic.column()).as(yaml).isPositive();
      }
    }
  }

  @Test
  @Timeout(60)
  void shouldReadOrNameThePlaceWhenConditionsAreRandom() {
    var random = new Random(4);
    int read = 0;
    for (int i = 0; i < 8_000; i++) {
      String condition = joined(random, WORDS, " ", 9);
      ParseResult result =
          SigmaParser.parse(
              "fuzz",
              Rules.withDetection(
                      "a: {x: y}\nb: {x: z}\n_p: {z: z}\ncondition: '"
                          + condition.replace("'", "")
                          + "'")
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(result.rules().isEmpty()).as(condition).isEqualTo(result.hasErrors());
      read += result.rules().size();
    }
    assertThat(read).isGreaterThan(100);
  }

  private static String joined(Random random, List<String> from, String between, int most) {
    return IntStream.rangeClosed(0, random.nextInt(most))
        .mapToObj(_ -> from.get(random.nextInt(from.size())))
        .collect(Collectors.joining(between));
  }
}

package io.cairn.policy.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The expected decisions of generated cases with policies of every type. */
@NullMarked
class SampleDecisionsTest {
  private static final Pattern EXPECTED = Pattern.compile("\"expected\":\"(\\w+)\"");

  @Test
  void shouldDecideEverySampleAsExpected() throws IOException {
    // Given
    Path sample =
        Path.of(System.getProperty("cairn.shared.data", "-"), "iam", "decisions_sample.jsonl");
    assumeTrue(Files.exists(sample), "the sample of decisions is not beside the project");
    List<String> different = new ArrayList<>();
    List<String> lines = Files.readAllLines(sample);
    for (String line : lines) {
      Matcher expected = EXPECTED.matcher(line);
      assertThat(expected.find()).as(line).isTrue();
      // When
      Simulation.Answer answer = Simulation.answer(line, false);
      // Then
      if (!answer.json().contains("\"decision\":\"" + expected.group(1) + "\"")) {
        different.add(expected.group() + " but " + answer.json());
      }
    }
    assertThat(different).isEmpty();
    assertThat(lines).hasSize(300);
  }
}

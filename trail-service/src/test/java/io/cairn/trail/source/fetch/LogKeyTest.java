package io.cairn.trail.source.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class LogKeyTest {
  private static final String DAY = "eu-west-1/2026/03/04/";
  private static final String FILE =
      "111111111111_CloudTrail_eu-west-1_20260304T0505Z_abcdefghijklmnop.json.gz";

  @Test
  void shouldReadPartsWhenKeyIsALogFiles() {
    assertThat(LogKey.parse("p/q/AWSLogs/o-abcdefghij/111111111111/CloudTrail/" + DAY + FILE))
        .isEqualTo(new LogKey("p/q/", "111111111111", "eu-west-1", LocalDate.of(2026, 3, 4)));
    assertThat(LogKey.parse("AWSLogs/111111111111/CloudTrail/" + DAY + FILE)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSLogs/111111111111/CloudTrail-Digest/" + DAY + FILE,
        "AWSLogs/111111111111/CloudTrail-Insight/" + DAY + FILE,
        "AWSLogs/111111111111/Config/" + DAY + FILE,
        "AWSLogs/111111111111/CloudTrail/",
        "AWSLogs/111111111111/CloudTrail/eu-west-1/2026/13/04/" + FILE,
        "AWSLogs/111111111111/CloudTrail/" + DAY + "a.json",
        "AWSLogs/111111111111/Config/ConfigWritabilityCheckFile",
        "AWSLogs/11111111111/CloudTrail/" + DAY + FILE
      })
  void shouldPassOverWhenKeyIsASiblings(String key) {
    assertThat(LogKey.parse(key)).isNull();
  }
}

package io.cairn.findings.finding.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class WordsTest {
  @Test
  void shouldAskForTheBeginningOfEveryWord() {
    assertThat(Words.query("AWS::S3::Bucket  sg-1"))
        .contains("'aws':* & 's3':* & 'bucket':* & 'sg':* & '1'");
    assertThat(Words.query("Übung' | !x:* \\")).contains("'übung':* & 'x'");
    assertThat(Words.query(" -_'&|!: ")).isEmpty();
    assertThat(Words.query("w ".repeat(1_000)).orElseThrow().split("&")).hasSize(16);
    assertThat(Words.query("w".repeat(1_000))).contains("'" + "w".repeat(64) + "':*");
  }
}

package io.cairn.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class FunctionsTest {

  private static final GuardDocument DOCUMENT =
      GuardDocument.parse(
          """
          {"s":"aXb","mixed":["aXb",1,null],"words":["x","y"],"u":"a%20b+c%2Fd%zz","j":"{\\"k\\":[1,2]}",
           "y":"k: [1, yes, ~, 'q', 1.5]","i":"42","f":2.9,"n":7,"t":"TRUE","d":"2026-03-04T05:06:07Z",
           "bad":"zz","empty":"","uni":"aéb","one":"z"}""");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "count(words[*]) | 2",
        "count(nothing) | 0",
        "join(words[*], \"-\") | \"x-y\"",
        "join(words[ this == \"q\" ], \"-\") | \"\"",
        "to_upper(s) | \"AXB\"",
        "to_lower(mixed[*]) | \"axb\"",
        "substring(s, 1, 3) | \"Xb\"",
        "substring(uni, 1, 2) | \"é\"",
        "regex_replace(s, \"([a-z])X\", \"${1}-\") | \"a-\"",
        "url_decode(u) | \"a b+c/d%zz\"",
        "parse_int(i) | 42",
        "parse_int(f) | 2",
        "parse_float(n) | 7.0",
        "parse_float(i) | 42.0",
        "parse_boolean(t) | true",
        "parse_string(n) | \"7\"",
        "parse_string(f) | \"2.9\"",
        "parse_char(one) | r[y,z]",
        "parse_epoch(d) | 1772600767",
      })
  void shouldGiveResultWhenFunctionIsCalled(String call, String expected) {
    // When
    var status = WorkedExamplesTest.status(DOCUMENT, "let v = " + call + " ⏎ %v == " + expected);

    // Then
    assertThat(status).as("%s", call).isEqualTo(GuardStatus.PASS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "join(mixed[*], \"-\") | join takes texts only",
        "parse_int(bad) | not a whole number",
        "parse_float(bad) | not a number",
        "parse_boolean(bad) | neither true nor false",
        "parse_char(s) | not one character",
        "parse_epoch(i) | not a date and time",
        "json_parse(empty) | it is empty",
        "regex_replace(s, \"(\", \"\") | is not valid",
        "now() | no clock",
        "substring(s, nothing, 2) | was not found",
      })
  void shouldFailWhenArgumentIsUnsuited(String call, String message) {
    // When / Then
    assertThatThrownBy(
            () -> WorkedExamplesTest.status(DOCUMENT, "let v = " + call + " ⏎ %v exists"))
        .isInstanceOf(GuardEvaluationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldDropWhenKindIsUnsuited() {
    assertThat(WorkedExamplesTest.status(DOCUMENT, "let v = to_upper(n) ⏎ %v == \"7\""))
        .isEqualTo(GuardStatus.SKIP);
    assertThat(WorkedExamplesTest.status(DOCUMENT, "let v = substring(s, 2, 1) ⏎ %v empty"))
        .isEqualTo(GuardStatus.PASS);
  }

  @Test
  void shouldParseWhenTextIsJsonOrYaml() {
    assertThat(WorkedExamplesTest.status(DOCUMENT, "let p = json_parse(j) ⏎ %p.k == [1,2]"))
        .isEqualTo(GuardStatus.PASS);
    assertThat(
            WorkedExamplesTest.status(
                DOCUMENT, "let p = json_parse(y) ⏎ %p.k == [1, \"yes\", null, \"q\", 1.5]"))
        .isEqualTo(GuardStatus.PASS);
  }

  @Test
  void shouldReadClockWhenNowIsAsked() {
    // Given
    var limits = new Limits(1_000, 10, Optional.of(() -> Instant.parse("2026-03-04T05:06:07Z")));

    // When
    var result =
        GuardRules.parse("now", "rule r { let v = now() \n %v == 1772600767 }")
            .evaluate(DOCUMENT, Map.of(), limits);

    // Then
    assertThat(result.status()).isEqualTo(GuardStatus.PASS);
  }
}

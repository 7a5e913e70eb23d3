package io.cairn.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class GuardTemplateTest {

  private static GuardTemplate read(String text) {
    return GuardTemplate.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static GuardStatus status(String template, String rule) {
    return GuardRules.parse("t", "rule r {\n" + rule + "\n}")
        .evaluate(read(template).document())
        .status();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Ref x | a == {Ref: 'x'}",
        "!GetAtt x.Arn | a == {'Fn::GetAtt': 'x.Arn'}",
        "!Join ['-', [b, 1]] | a == {'Fn::Join': ['-', ['b', 1]]}",
        "!If {a: 1} | a == {'Fn::If': {a: 1}}",
        "!Condition c | a == {Condition: 'c'}",
        "!Own x | a == 'x'",
        "!Sub [\"${x}\", {x: !Ref y}] | a.'Fn::Sub'[1].x.Ref == 'y'",
        "1 | a is_int",
        "\"1\" | a is_string",
        "1.5 | a is_float",
        "2020-01-01 | a is_string",
        "yes | a == true",
        "Yes | a is_string",
        "NULL | a is_null",
        "~ | a is_null",
        "9223372036854775808 | a is_float",
        "0x1f | a is_string",
      })
  void shouldReadScalarsAndTagsWhenTemplateIsYaml(String value, String rule) {
    assertThat(status("a: " + value, rule)).as("%s: %s", value, rule).isEqualTo(GuardStatus.PASS);
  }

  @Test
  void shouldReadEmptyTextWhenNothingStandsThere() {
    assertThat(status("a:\nb: 1", "a == ''")).isEqualTo(GuardStatus.PASS);
  }

  @Test
  void shouldKnowLineOfValueWhenTemplateIsYaml() {
    // Given
    var template =
        read(
            """
            Resources:
              One:
                Type: A
                List:
                  - x: 1
                  - x: !If [c, {deep: 1}, 2]
              "a/b~c": 5
            """);

    // When / Then
    assertThat(template.locate("/Resources/One/Type")).isEqualTo(new GuardTemplate.Place(3, 5));
    assertThat(template.locate("/Resources/One/List/1")).isEqualTo(new GuardTemplate.Place(6, 9));
    assertThat(template.locate("/Resources/One/List/1/x/Fn::If/1/deep").line()).isEqualTo(6);
    assertThat(template.locate("/Resources/a~1b~0c")).isEqualTo(new GuardTemplate.Place(7, 3));
    assertThat(template.locate("/Resources/One/Nothing")).isEqualTo(new GuardTemplate.Place(2, 3));
    assertThat(template.locate("")).isEqualTo(new GuardTemplate.Place(1, 1));
  }

  @Test
  void shouldKnowLineOfValueWhenTemplateIsJson() {
    // Given
    var template =
        read("{\n\t\"é\": {\"k\": [1,\n  {\"b\\u0062\": \"x\\\"}\"}, true]},\n \"last\": null}");

    // When / Then
    assertThat(template.locate("/é/k/1/bb")).isEqualTo(new GuardTemplate.Place(3, 4));
    assertThat(template.locate("/é/k/2")).isEqualTo(new GuardTemplate.Place(3, 24));
    assertThat(template.locate("/last")).isEqualTo(new GuardTemplate.Place(4, 2));
    assertThat(template.locate("/last/deeper/still")).isEqualTo(new GuardTemplate.Place(4, 2));
  }

  @Test
  void shouldNamePlaceWhenTextIsNeither() {
    assertThatThrownBy(() -> read("a:\n  - b\n c: 1"))
        .isInstanceOf(GuardDocumentException.class)
        .hasMessageContaining("line 3, column 2");
    assertThatThrownBy(() -> read("{\"a\": [1, }"))
        .isInstanceOf(GuardDocumentException.class)
        .hasMessageContaining("byte 10");
    assertThatThrownBy(() -> read("a: &x 1\nb: *x")).hasMessageContaining("alias");
    assertThatThrownBy(() -> read("? [a, b]\n: 1")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> read("a: " + "[".repeat(200) + "]".repeat(200)))
        .hasMessageContaining("deeper than 120");
  }
}

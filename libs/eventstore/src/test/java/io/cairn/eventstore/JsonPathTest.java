package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class JsonPathTest {
  private static final byte[] RECORD =
      """
      {"eventID":"e1","eventTime":"2026-03-04T05:06:07Z",
       "requestParameters":{"bucketName":"f\\u006fo","a.b":{"c":[{"d":1},{"d":true}]},
         "x=y":"eq","list":["one","two"],"none":null,"empty":""}}
      """
          .getBytes(UTF_8);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.requestParameters.bucketName=foo|true",
        "$.requestParameters.bucketName=fo|false",
        "$.requestParameters.bucketName~o|true",
        "$.requestParameters['a.b'].c[0].d=1|true",
        "$.requestParameters['a.b'].c[1].d=1|false",
        "$.requestParameters[\"a.b\"].c[*].d=true|true",
        "$.requestParameters['x=y']=eq|true",
        "$.requestParameters.list=two|true",
        "$.requestParameters.list[0]=two|false",
        "$.requestParameters.none=null|true",
        "$.requestParameters.empty=|true",
        "$.requestParameters.missing=|false",
        "$.requestParameters=foo|false",
        "$.eventID.x=1|false"
      })
  void shouldMatchWhenValueIsThere(String condition, boolean expected) {
    // Given
    JsonPath.Parsed parsed = JsonPath.parsePrefix(condition);
    var operator =
        parsed.rest().startsWith("=") ? Predicate.Operator.EQUAL : Predicate.Operator.CONTAINS;
    var predicate = new Predicate.AtPath(parsed.path(), operator, parsed.rest().substring(1));

    // When
    boolean matches = new PredicateMatcher().matches(predicate, "111111111111", RECORD);

    // Then
    assertThat(matches).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "$a", "$.", "$..a", "$[", "$['a", "$[-1]", "$[1234567]", "$[?(1)]"})
  void shouldRefuseWhenPathIsNone(String text) {
    assertThatThrownBy(() -> JsonPath.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

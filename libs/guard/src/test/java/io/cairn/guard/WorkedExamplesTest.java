package io.cairn.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The behaviours that the language's reference fixes by example. */
@NullMarked
class WorkedExamplesTest {

  private static final GuardDocument D1 =
      GuardDocument.parse(
          """
          {"a":1,"f":1.5,"s":"abc","l":[1,2,3],"tags":["x","y"],"e":[],"m":{"p":1,"q":2},
           "n":null,"o":[{"k":1,"t":"x"},{"k":2}],"want":["y","x"]}""");
  private static final GuardDocument D2 =
      GuardDocument.parse(
          """
          {"Resources":{
            "b1":{"Type":"AWS::S3::Bucket","Properties":{"Name":"n1","Enc":true}},
            "b2":{"Type":"AWS::S3::Bucket","Properties":{"Name":"n2"}},
            "v":{"Type":"AWS::EC2::Volume","Properties":{"Size":10}}}}""");
  private static final GuardDocument D3 =
      GuardDocument.parse(
          """
          {"resourceType":"AWS::S3::Bucket","configurationItemStatus":"OK","tags":{"team":"core"},
           "configuration":{"name":"b1","versioning":{"status":"Enabled"}},
           "supplementaryConfiguration":{
             "PublicAccessBlockConfiguration":{"blockPublicAcls":true,"blockPublicPolicy":false},
             "Policy":"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":\\"*\\"}]}"},
           "CONFIG_RULE_PARAMETERS":{"tagKey":"team","tagValue":"core","maxDays":"30"}}""");

  static GuardStatus status(GuardDocument document, String text) {
    var rules = text.replace("⏎", "\n");
    var whole = rules.contains("rule ") ? rules : "rule r {\n" + rules + "\n}";
    return GuardRules.parse("example", whole).evaluate(document).rules().stream()
        .filter(r -> r.name().equals("r"))
        .findFirst()
        .orElseThrow()
        .status();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        " 1 | FAIL | a == 1.0",
        " 2 | FAIL | a != \"1\"",
        " 3 | PASS | a !in [\"1\"]",
        " 4 | PASS | not a == 1",
        " 5 | FAIL | not a exists",
        " 6 | FAIL | zz != 1",
        " 7 | PASS | zz empty",
        " 9 | FAIL | e[*] == 1",
        "10 | PASS | s == /^ab/",
        "11 | FAIL | l == 1",
        "12 | FAIL | l !in [3,9]",
        "13 | PASS | a == [1]",
        "14 | FAIL | tags == want",
        "15 | PASS | tags[*] == want[*]",
        "16 | FAIL | a == l[*]",
        "17 | FAIL | some l[*] in o[*].k",
        "18 | FAIL | o[*].t == \"x\"",
        "19 | PASS | some o[*].t == \"x\"",
        "20 | PASS | o[ t exists ].k == 1",
        "21 | SKIP | o[ k == 9 ].k == 1",
        "22 | SKIP | o[*][ k == 1 ].t == \"x\"",
        "23 | PASS | let v = e ⏎ %v !empty",
        "24 | FAIL | let v = o[ k == 9 ] ⏎ %v.k == 1 or a == 2",
        "25 | PASS | let v = some o[*].t ⏎ %v == \"x\"",
        "26 | PASS | let n = count(o[*].t) ⏎ %n == 1",
        "27 | PASS | m[ keys == \"p\" ] == 1",
        "28 | PASS | m[ key ] >= 1 ⏎ %key in [\"p\",\"q\"]",
        "29 | SKIP | when a == 2 { s == \"no\" }",
        "30 | FAIL | rule p when a == 2 { s == \"abc\" } ⏎ rule r { ⏎ p ⏎ }",
        "31 | PASS | rule p when a == 2 { s == \"abc\" } ⏎ rule r { ⏎ not p ⏎ }",
        "32 | FAIL | rule chk(x) { %x == 2 } ⏎ rule r { not chk(a) }",
      })
  void shouldGiveStatusWhenOnFirstDocument(int row, GuardStatus expected, String text) {
    // When
    var status = status(D1, text);

    // Then
    assertThat(status).as("row %d: %s", row, text).isEqualTo(expected);
  }

  @Test
  void shouldAbortWhenEmptyIsAskedOfNumber() {
    // When / Then: row 8
    assertThatThrownBy(() -> status(D1, "a empty"))
        .isInstanceOf(GuardEvaluationException.class)
        .hasMessageContaining("empty does not apply to a whole number: it is 1")
        .hasMessageContaining("line 2, column 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "33 | FAIL | AWS::S3::Bucket { Properties.Enc == true }",
        "34 | SKIP | AWS::IAM::Role { Properties exists }",
        "35 | SKIP | AWS::S3::Bucket when Properties.Enc exists { Properties.Enc == true }",
        "36 | PASS | let ids = [\"b1\",\"b2\"] ⏎ Resources.%ids.Properties.Name == /^n/",
        "37 | PASS | Resources.*[ Type == /S3/ ] { when Properties.Enc exists { Properties.Enc == true } }",
      })
  void shouldGiveStatusWhenOnTemplate(int row, GuardStatus expected, String text) {
    // When
    var status = status(D2, text);

    // Then
    assertThat(status).as("row %d: %s", row, text).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "39 | SKIP | rule r when resourceType == \"AWS::EC2::Volume\" { configuration.encrypted == true }",
        "40 | FAIL | supplementaryConfiguration.PublicAccessBlockConfiguration.* == true",
        "41 | PASS | let k = CONFIG_RULE_PARAMETERS.tagKey ⏎ tags.%k == CONFIG_RULE_PARAMETERS.tagValue",
        "42 | FAIL | let p = json_parse(supplementaryConfiguration.Policy) ⏎ %p.Statement[ Effect == \"Allow\" ].Principal != \"*\"",
      })
  void shouldGiveStatusWhenOnConfigurationItem(int row, GuardStatus expected, String text) {
    // When
    var status = status(D3, text);

    // Then
    assertThat(status).as("row %d: %s", row, text).isEqualTo(expected);
  }

  @Test
  void shouldAbortWhenTypeBlockMeetsItem() {
    // When / Then: row 38
    assertThatThrownBy(() -> status(D3, "AWS::S3::Bucket { configuration exists }"))
        .isInstanceOf(GuardEvaluationException.class)
        .hasMessageContaining("needs a map Resources");
  }
}

package io.cairn.cli.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class GuardCommandTest {

  @TempDir Path folder = Path.of("");

  private Path rules = Path.of("");
  private Path template = Path.of("");

  @BeforeEach
  void write() throws IOException {
    rules =
        file(
            "s3.guard",
            """
            let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
            rule encrypted when %buckets !empty {
              %buckets.Properties.BucketEncryption exists <<Encrypt the bucket.>>
            }
            rule named { AWS::S3::Bucket { Properties.BucketName == /^ours-/ } }
            """);
    template =
        file(
            "template.yaml",
            """
            Resources:
              One:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: !Sub "ours-${AWS::Region}"
              Two:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: theirs
                  BucketEncryption: {}
            """);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Ran validate(Path data, String... more) {
    var words = new String[] {"guard", "validate", "-r", rules.toString(), "-d", data.toString()};
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return Ran.plain(all.toArray(String[]::new));
  }

  @Test
  void shouldNameLineOfTemplateWhenRuleFails() {
    // When
    var ran = validate(template);

    // Then
    assertThat(ran.status()).isEqualTo(19);
    assertThat(ran.out())
        .contains("template.yaml Status = FAIL", "s3.guard/encrypted FAIL")
        .contains("template.yaml:9:7 Resources.Two.Properties.BucketName is \"theirs\"")
        .contains("template.yaml:4:5 Encrypt the bucket.");
  }

  @Test
  void shouldBeDoneWhenNoRuleFails() throws IOException {
    // Given: another kind of resource, and parameters beside it
    var other = file("other.json", "{\"Resources\":{\"V\":{\"Type\":\"AWS::EC2::Volume\"}}}");
    var parameters = file("parameters.json", "{\"Environment\":\"prod\"}");

    // When
    var ran = validate(other, "-i", parameters.toString());

    // Then
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("SKIP rules", "s3.guard/encrypted SKIP");
  }

  @Test
  void shouldTellErrorAndGoOnWhenOneDocumentIsBroken() throws IOException {
    // Given
    file("broken.yaml", "Resources: [\n  a: {");

    // When
    var ran = validate(folder);

    // Then: 5 wins over 19, the other document is judged all the same
    assertThat(ran.status()).isEqualTo(5);
    assertThat(ran.err()).contains("broken.yaml: not a document at line");
    assertThat(ran.out()).contains("template.yaml Status = FAIL");
  }

  @Test
  void shouldRefuseParametersWhenKeyIsInDocumentToo() throws IOException {
    // Given
    var parameters = file("parameters.yaml", "Resources: {}");

    // When
    var ran = validate(template, "-i", parameters.toString());

    // Then
    assertThat(ran.status()).isEqualTo(5);
    assertThat(ran.err()).contains("parameters.yaml: the document already has the key Resources");
  }

  @Test
  void shouldWriteFindingsWhenFormatIsJsonOrSarif() throws IOException {
    // When
    var json = new ObjectMapper().readTree(validate(template, "-o", "json").out());
    var sarif = new ObjectMapper().readTree(validate(template, "-o", "sarif").out());

    // Then
    assertThat(json.at("/0/status").asText()).isEqualTo("FAIL");
    assertThat(json.at("/0/findings/0/pointer").asText()).isEqualTo("/Resources/One/Properties");
    assertThat(sarif.at("/version").asText()).isEqualTo("2.1.0");
    assertThat(sarif.at("/runs/0/results/0/ruleId").asText()).isEqualTo("s3.guard/encrypted");
    assertThat(sarif.at("/runs/0/results/0/locations/0/physicalLocation/region/startLine").asInt())
        .isEqualTo(4);
  }

  @Test
  void shouldPrintEachExpectationThatDiffersWhenTested() throws IOException {
    // Given
    var tests =
        file(
            "tests.yaml",
            """
            - name: nothing of the kind
              input: {Resources: {X: {Type: "A::B"}}}
              expectations: {rules: {encrypted: SKIP, unheard_of: FAIL}}
            - input: {Resources: {X: {Type: "AWS::S3::Bucket", Properties: {BucketName: ours-1}}}}
              expectations: {rules: {encrypted: PASS}}
            """);

    // When
    var ran = Ran.plain("guard", "test", "-r", rules.toString(), "-t", tests.toString());

    // Then
    assertThat(ran.status()).isEqualTo(7);
    assertThat(ran.out())
        .contains("Name: nothing of the kind", "PASS: encrypted, expected = SKIP")
        .contains("FAIL: encrypted, expected = PASS, evaluated = FAIL")
        .contains("No expectation: named, evaluated = PASS");
  }

  @Test
  void shouldTellCaseWhenTestFileIsWrong() throws IOException {
    // Given
    var tests = file("tests.yaml", "- input: {a: 1}\n  expectations: {rules: {encrypted: OK}}\n");

    // When
    var ran = Ran.plain("guard", "test", "-r", rules.toString(), "-t", tests.toString());

    // Then
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("case 1 expects OK");
  }

  @Test
  void shouldTellLineAndColumnWhenRulesAreChecked() throws IOException {
    // Given
    file("broken.guard", "rule x {\n  a = 1\n}\n");
    file("odd.guard", "rule x {\n  not a == 1\n}\n");

    // When
    var ran = Ran.plain("guard", "check", folder.toString());

    // Then
    assertThat(ran.status()).isEqualTo(5);
    assertThat(ran.out())
        .containsPattern("broken.guard:2:\\d+ error: expected")
        .contains("odd.guard:2:3 warning: not before a comparison does nothing")
        .contains("2 of 3 files parse, 1 warnings");
  }
}

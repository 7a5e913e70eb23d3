package io.cairn.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.guard.GuardDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class RuleCatalogTest {

  private static final RuleCatalog CATALOG = RuleCatalog.load();
  private static final String GOOD =
      """
      identifier: GOOD_RULE
      description: Something holds.
      resourceTypes: [AWS::EC2::Volume]
      trigger: change
      severity: low
      parameters:
        most: {type: int, default: "3", min: 1, max: 9, description: The most.}
      needs: [configuration.size]
      guard: |
        rule small {
          configuration.size <= %most  <<Too large.>>
        }
      remediation: Make it smaller.
      fixtures:
        base: AWS::EC2::Volume
        cases:
          - {name: small, expect: COMPLIANT, with: {}}
      """;

  private static ManagedRule rule(String identifier) {
    return CATALOG.rule(identifier).orElseThrow();
  }

  @Test
  void shouldNameEveryFileWhenIndexIsRead() throws IOException {
    // Given
    var folder = Path.of(System.getProperty("cairn.root"), "rules/src/main/resources/cairn/rules");

    // When
    try (var files = Files.list(folder)) {
      var names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.substring(0, name.length() - 5))
              .toList();

      // Then
      assertThat(CATALOG.rules())
          .extracting(ManagedRule::identifier)
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void shouldListRulesOfTypeWhenAsked() {
    assertThat(CATALOG.rules()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(CATALOG.rulesFor("AWS::EC2::Volume"))
        .extracting(ManagedRule::identifier)
        .containsExactly("ENCRYPTED_VOLUMES", "EC2_VOLUME_INUSE_CHECK");
    assertThat(CATALOG.rulesFor("AWS::CloudTrail::Trail")).hasSize(3);
    assertThat(CATALOG.rulesFor("AWS::Nothing::Here")).isEmpty();
    assertThat(rule("INCOMING_SSH_DISABLED").configRuleName()).isEqualTo("restricted-ssh");
    assertThat(rule("ENCRYPTED_VOLUMES").configRuleName()).isEqualTo("encrypted-volumes");
  }

  @Test
  void shouldReadAllWhenFileIsGood() {
    // When
    var rule = RuleFile.read("GOOD_RULE.yaml", GOOD);

    // Then
    assertThat(rule.severity()).isEqualTo(Severity.LOW);
    assertThat(rule.trigger()).isEqualTo(Trigger.CHANGE);
    assertThat(rule.needs()).containsExactly("configuration.size");
    assertThat(rule.parameters()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "severity: low | severity: loud | 5 | severity cannot be loud",
        "severity: low | sevrity: low | 5 | the key sevrity is not known",
        "trigger: change | trigger: often | 4 | trigger must be",
        "GOOD_RULE | OTHER_RULE | 1 | must be the name of the file",
        "AWS::EC2::Volume] | EC2] | 3 | must list types",
        "Something holds. | Something holds | 2 | one sentence",
        "type: int | type: number | 7 | the type must be",
        "min: 1 | minimum: 1 | 7 | the key minimum is not known",
        "min: 1 | min: one | 7 | min must be a number",
        "\"3\" | \"30\" | 7 | the default is not allowed",
        "%most | %least | 9 | uses the parameters [least]",
        "<= %most | <=== %most | 9 | does not parse at line 11",
        "rule small | rule small { not configuration.size == 1 } # | 9 | does not parse",
        "configuration.size <= %most | not configuration.size <= %most | 9 | does nothing",
        "[configuration.size] | [\"configuration size\"] | 8 | dotted paths",
        "expect: COMPLIANT | expect: FINE | 17 | expect must be a verdict",
        "with: {} | patch: {} | 17 | the key patch is not known",
        "with: {} | at: /x | 17 | either with or item",
        "severity: low | severity: [low | 0 | not YAML",
        "severity: low | trigger: low | 0 | trigger",
      })
  void shouldNamePlaceWhenFileIsWrong(String good, String bad, int line, String reason) {
    // When
    var error =
        catchThrowableOfType(
            RuleFileException.class,
            () -> RuleFile.read("GOOD_RULE.yaml", GOOD.replace(good, bad)));

    // Then
    assertThat(error).as("%s for %s", bad, good).isNotNull();
    assertThat(error).hasMessageContaining(reason).hasMessageContaining("GOOD_RULE.yaml");
    if (line > 0) {
      assertThat(error.line()).as(error.getMessage()).isEqualTo(line);
    }
  }

  @Test
  void shouldRefuseWhenParameterIsUnknownOrNotAllowed() {
    assertThatThrownBy(() -> rule("ENCRYPTED_VOLUMES").check(Map.of("kmsID", "x")))
        .isInstanceOf(RuleParameterException.class)
        .hasMessage("parameter kmsID of ENCRYPTED_VOLUMES is not one of [kmsId]");
    assertThatThrownBy(() -> rule("ENCRYPTED_VOLUMES").check(Map.of("kmsId", "alias/mine")))
        .hasMessageContaining("must be text of the form");
    assertThatThrownBy(() -> rule("IAM_PASSWORD_POLICY").check(Map.of("MaxPasswordAge", "0")))
        .hasMessage("parameter MaxPasswordAge of IAM_PASSWORD_POLICY is \"0\", must be 1 or more");
    assertThatThrownBy(() -> rule("IAM_PASSWORD_POLICY").check(Map.of("MaxPasswordAge", "ninety")))
        .hasMessageContaining("must be a number");
    assertThatThrownBy(() -> rule("IAM_PASSWORD_POLICY").check(Map.of("RequireSymbols", "yes")))
        .hasMessageContaining("must be true or false");
    assertThatThrownBy(
            () -> rule("RESTRICTED_INCOMING_TRAFFIC").check(Map.of("blockedPorts", "80,70000")))
        .hasMessageContaining("must be 65535 or less");
    assertThatThrownBy(() -> rule("IAM_ROOT_ACCESS_KEY_CHECK").check(Map.of("a", "b")))
        .hasMessageContaining("it has none");
  }

  @Test
  void shouldNotJudgeWhenResourceIsDeleted() {
    // Given
    var item =
        "{\"resourceType\":\"AWS::EC2::Volume\",\"configurationItemStatus\":\"ResourceDeleted\"}";

    // When
    var verdict = rule("ENCRYPTED_VOLUMES").evaluate(GuardDocument.parse(item), Map.of(), Set.of());

    // Then
    assertThat(verdict.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void shouldExplainWhenNotCompliant() {
    // Given
    var item =
        """
        {"resourceType":"AWS::EC2::SecurityGroup","configurationItemStatus":"OK","configuration":{"ipPermissions":[
          {"ipProtocol":"tcp","fromPort":0,"toPort":1024,"ipv6Ranges":[{"cidrIpv6":"::/0"}]}]}}""";

    // When
    var verdict =
        rule("INCOMING_SSH_DISABLED").evaluate(GuardDocument.parse(item), Map.of(), Set.of());

    // Then
    assertThat(verdict.annotation())
        .isEqualTo(
            "Port 22 is open to the internet. configuration.ipPermissions[0] is ipProtocol tcp,"
                + " fromPort 0, toPort 1024, must not be there.");
  }

  @Test
  void shouldCutAnnotationAtWordWhenItIsLong() {
    // When
    var verdict = RuleVerdict.of(Verdict.INSUFFICIENT_DATA, "word ".repeat(80));

    // Then
    assertThat(verdict.annotation()).hasSizeLessThanOrEqualTo(256).endsWith("word…");
  }
}

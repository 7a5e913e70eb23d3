package io.cairn.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class FindingsTest {

  private static final GuardDocument DOCUMENT =
      GuardDocument.parse(
          """
          {"configuration":{"encrypted":false,"type":"t2.micro","days":7,"password":{"secretToken":"x","n":1},
            "list":[{"ipProtocol":"tcp","fromPort":0,"toPort":1024},{"ipProtocol":"udp"}],"empty":[],
            "policy":"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\"}]}"}}""");

  private static List<GuardFinding> findings(String body) {
    return GuardRules.parse("f", "rule r {\n" + body + "\n}", GuardOptions.EXACT)
        .findings(DOCUMENT, Map.of("minimum", GuardValue.of(14)), Limits.STANDARD);
  }

  private static String sentence(String body) {
    return findings(body).getFirst().sentence();
  }

  @Test
  void shouldSayWhereAndWhatWhenClauseFails() {
    // When
    var finding =
        findings("  configuration.encrypted == true  <<It is\n not encrypted.>>").getFirst();

    // Then
    assertThat(finding)
        .isEqualTo(
            new GuardFinding(
                "r",
                2,
                3,
                "configuration.encrypted == true",
                "configuration.encrypted",
                "/configuration/encrypted",
                "false",
                "be true",
                "It is not encrypted."));
    assertThat(finding.sentence())
        .isEqualTo("It is not encrypted. configuration.encrypted is false, must be true.");
  }

  @Test
  void shouldUseWordsOfPeopleWhenMessageIsBuilt() {
    assertThat(sentence("configuration.days >= %minimum"))
        .isEqualTo("configuration.days is 7, must be %minimum (14) or more.");
    assertThat(sentence("configuration.days == \"7\""))
        .isEqualTo("configuration.days is 7 (a whole number), must be \"7\".");
    assertThat(sentence("configuration.kmsKeyId == /^arn/"))
        .isEqualTo("configuration.kmsKeyId is missing, must match /^arn/.");
    assertThat(sentence("configuration.type == /^m5/"))
        .isEqualTo("configuration.type is \"t2.micro\", must match /^m5/.");
    assertThat(sentence("configuration.type not in [\"t2.micro\", \"t3.micro\"]"))
        .isEqualTo(
            "configuration.type is \"t2.micro\", must not be one of \"t2.micro\", \"t3.micro\".");
    assertThat(sentence("configuration.type is_int"))
        .isEqualTo("configuration.type is \"t2.micro\" (text), must be a whole number.");
    assertThat(sentence("configuration.password empty"))
        .isEqualTo("configuration.password is secretToken ***, n 1, must be empty.");
    assertThat(sentence("some configuration.empty == 1"))
        .isEqualTo("configuration.empty is an empty list, must be 1.");
    assertThat(sentence("configuration.list[ ipProtocol == \"icmp\" ] !empty"))
        .contains("nothing was found");
  }

  @Test
  void shouldNameElementWhenFilterMustFindNothing() {
    // When
    var finding = findings("configuration.list[ fromPort <= 22  toPort >= 22 ] empty").getFirst();

    // Then
    assertThat(finding.pointer()).isEqualTo("/configuration/list/0");
    assertThat(finding.sentence())
        .isEqualTo(
            "configuration.list[0] is ipProtocol tcp, fromPort 0, toPort 1024, must not be there.");
  }

  @Test
  void shouldGiveOneFindingWhenAllAlternativesFail() {
    // When
    var findings = findings("configuration.days == 1 or configuration.type == \"a\" <<Neither.>>");

    // Then
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().sentence())
        .isEqualTo(
            "Neither. configuration.days is 7, must be 1, or configuration.type must instead be \"a\".");
  }

  @Test
  void shouldKeepQuietWhenClauseIsNotTheReason() {
    assertThat(findings("configuration.days == 1 or configuration.days == 7")).isEmpty();
    assertThat(findings("when configuration.days == 1 { configuration.type == \"a\" }")).isEmpty();
    assertThat(findings("configuration.list[ fromPort == 9 ] empty")).isEmpty();
    assertThat(findings("some configuration.list[*] { fromPort == 0 }")).isEmpty();
  }

  @Test
  void shouldNotExceedTenWhenMuchFails() {
    // Given
    var many = "configuration.days == 1\n".repeat(14);

    // When
    var findings = findings(many);

    // Then
    assertThat(findings).hasSize(10);
    assertThat(findings.getLast().wanted()).isEqualTo("be 1 (and 4 more)");
  }

  @Test
  void shouldPointIntoTextWhenTextWasParsed() {
    // When
    var findings =
        findings("let p = json_parse(configuration.policy)\n%p.Statement[*].Effect == \"Deny\"");

    // Then
    assertThat(findings)
        .extracting(GuardFinding::path, GuardFinding::pointer, GuardFinding::line)
        .containsExactly(
            tuple("configuration.policy.Statement[0].Effect", "/configuration/policy", 3));
  }

  @Test
  void shouldBeUndecidedWhenUnknownPartIsMet() {
    // Given
    var document = DOCUMENT.withUnknown("configuration.encrypted").withUnknown("other.deep.path");
    var rules = GuardRules.parse("u", "rule r { configuration.encrypted == true }");

    // When / Then
    assertThat(rules.evaluate(document).undecided()).isTrue();
    assertThat(rules.evaluate(DOCUMENT).undecided()).isFalse();
    for (var text :
        List.of(
            "configuration.* exists",
            "configuration == {a: 1}",
            "other.deep.path exists",
            "configuration[ keys == /^enc/ ] exists")) {
      boolean undecided =
          GuardRules.parse("u", "rule r { " + text + " }").evaluate(document).undecided();
      assertThat(undecided || text.startsWith("configuration ==")).as(text).isTrue();
    }
    assertThat(
            GuardRules.parse(
                    "u",
                    "rule r { when configuration.days == 1 { configuration.encrypted exists } }")
                .evaluate(document)
                .undecided())
        .isFalse();
  }
}

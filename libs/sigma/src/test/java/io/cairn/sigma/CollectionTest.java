package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Files of several documents, what a rule exposes, and rule sets. */
@NullMarked
class CollectionTest {
  private static final String FIRST = Rules.withSelection("{eventName: X}");
  private static final String SECOND =
      FIRST.replace("1c11", "2c22").replace("eventName: X", "eventName: Y");

  @Test
  void shouldKeepTheOthersWhenOneDocumentIsWrong() {
    ParseResult result = parse(FIRST + "---\ntitle: broken\n---\n" + SECOND);
    assertThat(result.rules()).extracting(SigmaRule::id).containsExactly(id("1c11"), id("2c22"));
    assertThat(result.rules().get(1).source())
        .startsWith("---")
        .contains("2c22")
        .doesNotContain("1c11");
    assertThat(parse(result.rules().get(1).source()).rules()).hasSize(1);
    assertThat(result.hasErrors()).isTrue();
  }

  @Test
  void shouldRefuseWithPlaceWhenDocumentIsOfAnotherKind() {
    ParseResult correlation =
        parse(FIRST + "---\ntitle: c\ncorrelation: {type: event_count, rules: [x]}\n");
    assertThat(correlation.rules()).hasSize(1);
    assertThat(correlation.diagnostics())
        .extracting(d -> d.code().id() + " " + d.line())
        .contains("SIG005 11");
    ParseResult filter =
        parse("title: f\nlogsource: {product: aws}\nfilter: {rules: any, condition: not x}\n");
    assertThat(filter.rules()).isEmpty();
    assertThat(filter.diagnostics()).extracting(d -> d.code().id()).containsExactly("SIG006");
    assertThat(filter.diagnostics().getFirst().message()).contains("not taken here");
  }

  @Test
  void shouldRefuseWhenDocumentIsNoRule() {
    assertThat(codes("")).containsExactly("SIG003");
    assertThat(codes("---\n")).containsExactly("SIG003");
    assertThat(codes("- a\n")).containsExactly("SIG003");
    assertThat(codes("{}\n")).containsExactly("SIG003");
  }

  @Test
  void shouldRefuseTheLaterWhenAnIdentityIsUsedTwice() {
    ParseResult result = parse(FIRST + "---\n" + FIRST);
    assertThat(result.rules()).hasSize(1);
    assertThat(result.diagnostics()).extracting(d -> d.code().id()).containsExactly("SIG013");
    SigmaRule other = Rules.rule(FIRST);
    assertThatThrownBy(() -> SigmaRuleSet.compile(List.of(result.rules().getFirst(), other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names two rules");
  }

  @Test
  void shouldMergeWhenLegacyActionsAreUsed() {
    String rules =
        """
        action: global
        level: high
        logsource: {product: aws}
        detection: {condition: sel}
        ---
        title: one
        detection: {sel: {a: x}}
        ---
        action: repeat
        title: two
        detection: {sel: {a: y}}
        ---
        action: reset
        ---
        title: three
        """;
    ParseResult result = parse(rules);
    assertThat(result.rules()).extracting(SigmaRule::title).containsExactly("one", "two");
    assertThat(result.rules()).extracting(SigmaRule::level).containsOnly(RuleLevel.HIGH);
    SigmaRuleSet set = SigmaRuleSet.compile(result.rules());
    assertThat(Rules.matches(set, "{\"a\":\"y\"}"))
        .extracting(m -> m.rule().title())
        .containsExactly("two");
    assertThat(result.diagnostics()).extracting(d -> d.code().id()).contains("SIG127", "SIG010");
    assertThat(codes("action: other\n")).contains("SIG007");
  }

  @Test
  void shouldExposeWhatTheRuleSaysWhenRead() {
    SigmaRule rule =
        Rules.rule(
            FIRST
                + """
                name: under-test
                status: experimental
                author: A
                date: 2025-01-31
                references: [https://example.org/a]
                tags: [attack.t1078]
                falsepositives: [None known]
                cairn: {response: Act, weight: 5, share: 0.5, on: true, none: null}
                """);
    assertThat(rule.name()).isEqualTo("under-test");
    assertThat(rule.status()).isEqualTo(RuleStatus.EXPERIMENTAL);
    assertThat(rule.author()).isEqualTo("A");
    assertThat(rule.date()).hasToString("2025-01-31");
    assertThat(rule.references()).containsExactly("https://example.org/a");
    assertThat(rule.tags()).containsExactly("attack.t1078");
    assertThat(rule.falsepositives()).containsExactly("None known");
    assertThat(rule.description()).isEqualTo("A rule that a test made.");
    assertThat(rule.logsource()).isEqualTo(LogSource.CLOUDTRAIL);
    assertThat(rule.origin()).isEqualTo("test.yml:1");
    assertThat(rule.customAttributes().get("cairn"))
        .isInstanceOfSatisfying(
            Map.class,
            map ->
                assertThat(map.toString())
                    .isEqualTo("{response=Act, weight=5, share=0.5, on=true, none=null}"));
  }

  @Test
  void shouldReadScalarsByYaml12WhenTheyLookLikeOthers() {
    assertThat(Rules.matches(Rules.withSelection("{a: NO}"), "{\"a\":\"no\"}")).isTrue();
    assertThat(Rules.matches(Rules.withSelection("{a: NO}"), "{\"a\":false}")).isFalse();
    assertThat(Rules.matches(Rules.withSelection("{a: 010}"), "{\"a\":10}")).isTrue();
    assertThat(Rules.matches(Rules.withSelection("{a: 0x10}"), "{\"a\":16}")).isTrue();
    assertThat(Rules.matches(Rules.withSelection("{a: 1:30}"), "{\"a\":\"1:30\"}")).isTrue();
  }

  @Test
  void shouldLeaveOutAndTellWhenRuleIsAboutOtherEvents() {
    SigmaRule other = Rules.rule(FIRST.replace("cloudtrail", "guardduty"));
    SigmaRule any = Rules.rule(SECOND.replace("product: aws, service: cloudtrail", "product: aws"));
    SigmaRuleSet set = SigmaRuleSet.compile(List.of(other, any));
    assertThat(set.rules()).containsExactly(any);
    assertThat(set.notApplicable()).containsExactly(other);
  }

  private static String id(String end) {
    return "5f2b1c1e-0d5a-4b41-9f0e-6d6b6f0a" + end;
  }

  private static ParseResult parse(String yaml) {
    return SigmaParser.parse("test.yml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> codes(String yaml) {
    return parse(yaml).diagnostics().stream().map(d -> d.code().id()).toList();
  }
}

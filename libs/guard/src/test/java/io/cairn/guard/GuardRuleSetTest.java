package io.cairn.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class GuardRuleSetTest {

  private static final String VOLUME =
      """
      {"resourceType":"AWS::EC2::Volume","configuration":{"encrypted":false,"size":8,
       "tags":[{"key":"team","value":"a\\nb"},{"key":"é","value":"ü"}],"nested":{"deep":{"x":[1,{"y":2}]}}},
       "supplementaryConfiguration":{"other":{"z":[true,null,1.5]}}}""";

  private static GuardRules rules(String name, String text) {
    return GuardRules.parse(name, text, GuardOptions.EXACT);
  }

  /** The status of each file, ERROR or UNDECIDED. */
  private static Map<String, String> judged(GuardRuleSet set, String json) {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    var statuses = new TreeMap<String, String>();
    set.judge(Limits.STANDARD).judge(bytes, 0, bytes.length, into(set, statuses));
    return statuses;
  }

  private static GuardJudge.Verdicts into(GuardRuleSet set, Map<String, String> statuses) {
    return new GuardJudge.Verdicts() {
      @Override
      public void status(int file, GuardStatus status) {
        statuses.put(set.names().get(file), status.toString());
      }

      @Override
      public void undecided(int file) {
        statuses.put(set.names().get(file), "UNDECIDED");
      }

      @Override
      public void error(int file, GuardEvaluationException error) {
        statuses.put(set.names().get(file), "ERROR");
      }
    };
  }

  @Test
  void shouldMeetOnlyFilesOfTypeWhenItemIsJudged() {
    // Given
    var set =
        GuardRuleSet.builder()
            .add(
                "header",
                rules("header", "rule r { configuration.encrypted == %wanted }"),
                List.of("AWS::EC2::Volume"),
                Map.of("wanted", GuardValue.of(false)))
            .add(
                "other",
                rules("other", "rule r { configuration.encrypted == true }"),
                List.of("AWS::S3::Bucket"),
                Map.of())
            .add(
                "when",
                rules(
                    "when",
                    "rule r when resourceType in [\"AWS::EC2::Volume\", \"A\"] { configuration.size > 9 }"))
            .add("elsewhere", rules("elsewhere", "rule r when resourceType == \"B\" { a == 1 }"))
            .add("always", rules("always", "rule r { configuration.none !exists }"))
            .build();

    // When / Then
    assertThat(judged(set, VOLUME))
        .isEqualTo(Map.of("header", "PASS", "when", "FAIL", "always", "PASS"));
    assertThat(set.applicableTo("B")).isEqualTo(2);
    assertThat(judged(set, "{\"a\":1}"))
        .as("without a type everything written in plain Guard is asked")
        .isEqualTo(Map.of("when", "SKIP", "elsewhere", "SKIP", "always", "PASS"));
  }

  @Test
  void shouldNotIndexFileWhenSkippingItCouldHideError() {
    // Given: all conditions run, so the second one errs whatever the type is
    var set =
        GuardRuleSet.builder()
            .add(
                "e",
                rules("e", "rule r when resourceType == \"B\" configuration.size empty { a == 1 }"))
            .add("fine", rules("fine", "rule r { configuration.size == 8 }"))
            .build();

    // When / Then
    assertThat(judged(set, VOLUME)).isEqualTo(Map.of("e", "ERROR", "fine", "PASS"));
  }

  @Test
  void shouldReadWhatIsClosedWhenRuleLooksInside() {
    // Given: wildcards, variables as keys and comparisons open what no rule names
    var texts =
        List.of(
            "rule r { configuration.*.* exists }",
            "let k = \"nested\" rule r { configuration.%k.deep.x[1].y == 2 }",
            "rule r { this.*.*.*[*] exists }",
            "rule r { configuration.tags[ key == 'team' ].value == \"a\nb\" }",
            "rule r { some configuration.tags[*].value == 'ü' }",
            "rule r { supplementaryConfiguration == {other: {z: [true, null, 1.5]}} }",
            "rule r { configuration[ keys == /^nes/ ].deep.x !empty }");
    for (var text : texts) {
      var alone = rules("t", text).evaluate(GuardDocument.parse(VOLUME)).status();
      var set = GuardRuleSet.builder().add("t", rules("t", text)).build();

      // When / Then
      assertThat(judged(set, VOLUME)).as(text).isEqualTo(Map.of("t", alone.toString()));
    }
  }

  @Test
  void shouldBeUndecidedForEachWhenSharedQueryMeetsUnknownPart() {
    // Given
    var text = "rule r { configuration.tags[ key == 'x' ] empty }";
    var set = GuardRuleSet.builder().add("a", rules("a", text)).add("b", rules("b", text)).build();
    var document = GuardDocument.parse(VOLUME).withUnknown("configuration.tags");
    var statuses = new TreeMap<String, String>();

    // When
    set.judge(Limits.STANDARD).judge(document, into(set, statuses));

    // Then
    assertThat(statuses).isEqualTo(Map.of("a", "UNDECIDED", "b", "UNDECIDED"));
  }

  @Test
  void shouldForgetItemWhenNextOneComes() {
    // Given
    var set =
        GuardRuleSet.builder()
            .add("a", rules("a", "rule r { some configuration.l[ this > 1 ] == 2 }"))
            .add("b", rules("b", "let v = configuration.l[ this > 1 ] rule r { %v !empty }"))
            .build();
    var judge = set.judge(Limits.STANDARD);
    for (int i = 0; i < 6; i++) {
      var json = "{\"configuration\":{\"l\":[1%s]}}".formatted(i % 2 == 0 ? ",2" : "");
      var bytes = json.getBytes(StandardCharsets.UTF_8);
      var statuses = new TreeMap<String, String>();

      // When
      judge.judge(bytes, 0, bytes.length, into(set, statuses));

      // Then
      assertThat(statuses)
          .isEqualTo(
              i % 2 == 0 ? Map.of("a", "PASS", "b", "PASS") : Map.of("a", "SKIP", "b", "FAIL"));
    }
  }

  @Test
  void shouldRefuseBrokenItemAndSecondName() {
    // Given
    var set = GuardRuleSet.builder().add("a", rules("a", "rule r { a == 1 }")).build();

    // When / Then
    for (var broken : List.of("{\"a\":", "{\"a\":{\"b\":[}}", "{\"a\":{\"b\":\"c}", "{} x", "")) {
      assertThatThrownBy(() -> judged(set, broken))
          .as(broken)
          .isInstanceOf(GuardDocumentException.class)
          .hasMessageContaining("byte");
    }
    assertThatThrownBy(
            () -> GuardRuleSet.builder().add("a", rules("a", "")).add("a", rules("a", "")))
        .hasMessageContaining("a file named a");
  }

  @Test
  void shouldFindResourcesByTypeWhenDocumentIsTemplate() {
    // Given: one file by index, one that may not be, and a template where the index does not hold
    var typed = "rule r { Resources.*[ Type == 'T' ].P == 1 }";
    var block = "T::A { P == 1 }";
    var set =
        GuardRuleSet.builder()
            .add("typed", rules("t", typed))
            .add("block", rules("b", block))
            .build();
    for (var json :
        List.of(
            "{\"Resources\":{\"a\":{\"Type\":\"T\",\"P\":1},\"b\":{\"Type\":\"T::A\",\"P\":2}}}",
            "{\"Resources\":{\"a\":{\"Type\":\"T\",\"P\":2},\"b\":{\"Type\":\"X\"}}}",
            "{\"Resources\":{\"a\":{\"Type\":5,\"P\":2},\"b\":{\"Type\":\"T\",\"P\":1}}}",
            "{\"Resources\":{\"a\":{\"P\":2},\"b\":{\"Type\":\"T\",\"P\":1}}}",
            "{\"Resources\":{}}")) {
      var document = GuardDocument.parse(json);
      var statuses = new TreeMap<String, String>();

      // When
      set.judge(Limits.STANDARD).judge(document, into(set, statuses));

      // Then
      assertThat(statuses.get("typed"))
          .as(json)
          .isEqualTo(rules("t", typed).evaluate(document).status().toString());
    }
  }
}

package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class LintTest {
  private static final String GOOD = Rules.withSelection("{eventName: X}");

  @Test
  void shouldSayNothingWhenRuleIsGood() {
    assertThat(Rules.diagnostics(GOOD)).isEmpty();
  }

  @Test
  void shouldKeepCodesWhenTheyArePublished() {
    assertThat(Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::id))
        .doesNotHaveDuplicates();
    assertThat(DiagnosticCode.MODIFIER_UNKNOWN.id()).isEqualTo("SIG021");
    assertThat(DiagnosticCode.CORRELATION_UNSUPPORTED.id()).isEqualTo("SIG005");
    assertThat(DiagnosticCode.IDENTIFIER_UNUSED.id()).isEqualTo("SIG101");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "SIG020; {}",
        "SIG020; []",
        "SIG020; {a: {b: c}}",
        "SIG020; {a: [[x]]}",
        "SIG020; {a|contains: []}",
        "SIG021; {a|Contains: x}",
        "SIG021; {a|: x}",
        "SIG021; {a|contains |all: x}",
        "SIG022; {a|i: x}",
        "SIG022; {a|contains|re: x}",
        "SIG022; {a|re|base64: x}",
        "SIG022; {a|cidr|contains: 10.0.0.0/8}",
        "SIG022; {a|exists|neq: true}",
        "SIG022; {a|contains|exists: true}",
        "SIG022; {a|gte|hour: 1}",
        "SIG022; {a|contains|gt: 1}",
        "SIG022; {a|contains|fieldref: b}",
        "SIG022; {a|fieldref|contains|endswith: b}",
        "SIG022; {'|neq': [x]}",
        "SIG022; {'|exists': true}",
        "SIG022; {'|cidr': 10.0.0.0/8}",
        "SIG023; {a|contains: 5}",
        "SIG023; {a|startswith: true}",
        "SIG023; {a|cased: null}",
        "SIG023; {a|lt: '5'}",
        "SIG023; {a|hour: '5'}",
        "SIG023; {a|exists: 'true'}",
        "SIG023; {a|re: 5}",
        "SIG023; {a|cidr: 5}",
        "SIG023; {a|fieldref: 'b*'}",
        "SIG023; [null]",
        "SIG024; {a|re: '(x'}",
        "SIG024; {a|re: 'x(?=y)'}",
        "SIG025; {a|cidr: 10.0.0.1/8}",
        "SIG025; {a|cidr: '10.0.0.*'}",
        "SIG025; {a|cidr: 10.0.0.0/33}",
        "SIG025; {a|cidr: 'fe80::1%eth0'}",
        "SIG026; {a|expand: '%admins%'}",
        "SIG026; {a|re|expand: '^%admins%$'}",
        "SIG027; {a|base64: 'x*'}",
        "SIG027; {a|contains|base64offset: 'x'}",
        "SIG027; {a|base64offset|contains: 'a'}",
        "SIG027; {a|wide: é}",
        "SIG027; {a|utf16: x}",
        "SIG027; {a|windash: '-a -b -c -d -e -f'}",
      })
  void shouldRefuseAtItsPlaceWhenSelectionIsWrong(String code, String selection) {
    List<Diagnostic> found = Rules.diagnostics(Rules.withSelection(selection));
    assertThat(found.stream().filter(Diagnostic::isError).map(d -> d.code().id()))
        .as(found.toString())
        .contains(code);
    assertThat(found)
        .filteredOn(Diagnostic::isError)
        .allMatch(d -> d.line() == 7 && d.column() >= 8);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "SIG030; ''",
        "SIG030; sel and",
        "SIG030; sel sel",
        "SIG030; (sel",
        "SIG030; sel)",
        "SIG030; not",
        "SIG030; 2 of sel*",
        "SIG030; 1 of",
        "SIG030; 1 of (sel)",
        "SIG030; sel*",
        "SIG030; sel, sel",
        "SIG030; sel & sel",
        "SIG030; of",
        "SIG031; other",
        "SIG030; sel AND sel",
        "SIG031; notes",
        "SIG032; 1 of other*",
        "SIG033; sel | count() > 5",
        "SIG030; [sel, '']",
        "SIG030; {a: b}",
      })
  void shouldRefuseWhenConditionIsWrong(String code, String condition) {
    String written =
        condition.startsWith("[") || condition.startsWith("{")
            ? condition
            : "'" + condition.replace("'", "") + "'";
    List<Diagnostic> found =
        Rules.diagnostics(Rules.withDetection("sel: {a: b}\ncondition: " + written));
    assertThat(found.stream().filter(Diagnostic::isError).map(d -> d.code().id()))
        .as(found.toString())
        .contains(code);
  }

  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "SIG010; title: Under test; ``",
        "SIG010; title: Under test; title: ''",
        "SIG011; title: Under test; title: 5",
        "SIG012; id: 5f2b1c1e-0d5a-4b41-9f0e-6d6b6f0a1c11; id: not-a-uuid",
        "SIG012; level: low; level: severe",
        "SIG012; level: low; status: new",
        "SIG012; level: low; date: 2025-02-31",
        "SIG012; level: low; tags: [Attack.T1]",
        "SIG012; level: low; taxonomy: ours",
        "SIG012; level: low; related: [{id: x, type: similar}]",
        "SIG011; level: low; falsepositives: none",
        "SIG011; level: low; references: [5]",
        "SIG010; logsource: {product: aws, service: cloudtrail}; logsource: {definition: x}",
        "SIG011; logsource: {product: aws, service: cloudtrail}; logsource: {}",
        "SIG011; logsource: {product: aws, service: cloudtrail}; logsource: {product: 5}",
        "SIG120; id: 5f2b1c1e-0d5a-4b41-9f0e-6d6b6f0a1c11; ``",
        "SIG121; level: low; ``",
        "SIG122; description: A rule that a test made.; ``",
        "SIG123; level: low; `level: low\ndate: 2025-02-01\nmodified: 2025-01-01`",
        "SIG124; level: low; `level: low\nstatus: deprecated`",
        "SIG125; level: low; `level: low\ntags: [ours.x]`",
        "SIG126; logsource: {product: aws, service: cloudtrail}; logsource: {product: AWS}",
        "SIG126; level: low; Level: low",
        "SIG128; level: low; `level: low\ntags: [attack.t1, attack.t1]`",
        "SIG129; level: low; `level: low\ndate: 2025/01/31`",
      })
  void shouldSpeakWhenHeaderIsWrong(String code, String line, String replacement) {
    List<Diagnostic> found = Rules.diagnostics(GOOD.replace(line, replacement));
    assertThat(found.stream().map(d -> d.code().id())).as(found.toString()).contains(code);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "SIG104; {a: [x, null]}",
        "SIG105; {a: [x, x]}",
        "SIG106; {a: []}",
        "SIG107; {a: '*'}",
        "SIG108; {a: 'x**y'}",
        "SIG109; {a: '*x*'}",
        "SIG109; {a: 'x*'}",
        "SIG110; {a: '5'}",
        "SIG111; {a: \"x\\u0001\"}",
        "SIG112; {a|contains|all: x}",
        "SIG112; {a|contains|all: [x]}",
        "SIG113; {a|all: [x, y]}",
        "SIG114; {a|base64offset: secret}",
        "SIG115; {a|contains|contains: x}",
        "SIG116; {a|hour: 24}",
        "SIG117; {a|re|contains: x}",
      })
  void shouldWarnWhenSelectionIsOdd(String code, String selection) {
    ParseResult result =
        SigmaParser.parse("x.yml", Rules.withSelection(selection).getBytes(StandardCharsets.UTF_8));
    assertThat(result.diagnostics().stream().map(d -> d.code().id()))
        .as(result.diagnostics().toString())
        .contains(code);
    assertThat(result.rules()).hasSize(1);
  }

  @Test
  void shouldWarnWhenConditionIsOdd() {
    assertThat(codes("a: {x: y}\nb: {x: y}\ncondition: a")).containsExactly("SIG101");
    assertThat(codes("a: {x: y}\nb: {x: z}\ncondition: all of them")).containsExactly("SIG102");
    assertThat(codes("a: {x: y}\ncondition: 1 of them")).containsExactly("SIG103");
  }

  @Test
  void shouldRefuseWhenTimeframeIsWritten() {
    assertThat(codes("a: {x: y}\ntimeframe: 5m\ncondition: a")).contains("SIG020");
  }

  @Test
  void shouldPointAtTheCharacterWhenConditionIsPlain() {
    List<Diagnostic> found =
        Rules.diagnostics(Rules.withDetection("sel: {a: b}\ncondition: sel and other"));
    assertThat(found)
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.line()).isEqualTo(8);
              assertThat(d.column()).isEqualTo("  condition: sel and ".length() + 1);
              assertThat(d.toString())
                  .startsWith(
                      "test.yml:8:22: error SIG031: condition: 'other' is no search identifier");
            });
  }

  private static List<String> codes(String detection) {
    return Rules.diagnostics(Rules.withDetection(detection)).stream()
        .map(d -> d.code().id())
        .toList();
  }
}

package io.cairn.detections;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.sigma.ParseResult;
import io.cairn.sigma.RuleTests;
import io.cairn.sigma.SigmaParser;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.SigmaRuleSet;
import io.cairn.sigma.expression.Expression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@NullMarked
class ShippedDetectionsTest {
  private static final Set<String> CALL_ONLY = Set.of("eventName", "eventSource", "errorCode");

  static List<ShippedDetection> detections() {
    return ShippedDetections.all();
  }

  static List<SigmaRule> rules() {
    return detections().stream().map(ShippedDetectionsTest::rule).toList();
  }

  static SigmaRule rule(ShippedDetection detection) {
    return SigmaParser.parse(detection.name(), detection.bytes()).rules().getFirst();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("detections")
  void shouldParseWithoutAnyDiagnosticWhenShipped(ShippedDetection detection) {
    ParseResult result = SigmaParser.parse(detection.name(), detection.bytes());
    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.rules()).hasSize(1);
    assertThat(result.rules().getFirst().name())
        .isEqualTo(detection.name().replace('/', '-').replace(".yml", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("detections")
  void shouldHoldItsOwnExamplesWhenShipped(ShippedDetection detection) {
    SigmaRule rule = rule(detection);
    assertThat(rule.customAttributes().get("tests"))
        .isInstanceOfSatisfying(
            Map.class,
            tests -> {
              assertThat((List<?>) tests.get("match")).isNotEmpty();
              assertThat((List<?>) tests.get("noMatch")).isNotEmpty();
            });
    assertThat(RuleTests.failures(rule)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("detections")
  void shouldSayWhyAndWhatToDoWhenShipped(ShippedDetection detection) {
    SigmaRule rule = rule(detection);
    assertThat(rule.description()).isNotNull().hasSizeGreaterThan(60);
    assertThat(rule.falsepositives()).isNotEmpty();
    assertThat(rule.header().level()).isNotNull();
    assertThat(rule.tags()).anyMatch(tag -> tag.matches("attack\\.t\\d{4}(\\.\\d{3})?"));
    assertThat(rule.tags()).anyMatch(tag -> tag.matches("attack\\.[a-z-]+"));
    assertThat(rule.customAttributes().get("cairn"))
        .isInstanceOfSatisfying(
            Map.class,
            cairn -> assertThat(String.valueOf(cairn.get("response"))).hasSizeGreaterThan(30));
  }

  @Test
  void shouldFormOneSetWhenAllAreCompiled() {
    SigmaRuleSet set = SigmaRuleSet.compile(rules());
    assertThat(set.rules()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(set.notApplicable()).isEmpty();
  }

  @Test
  void shouldLookBeyondTheCallsNameWhenCountedTogether() {
    List<String> callOnly =
        rules().stream()
            .filter(rule -> CALL_ONLY.containsAll(fields(rule.detection(), new HashSet<>())))
            .map(SigmaRule::key)
            .toList();
    assertThat(callOnly.size()).as(callOnly.toString()).isLessThanOrEqualTo(rules().size() / 3);
  }

  @Test
  void shouldListEveryFileWhenIndexIsRead() throws IOException {
    Path folder =
        Path.of(System.getProperty("cairn.root"), "detections/src/main/resources/cairn/detections");
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> present =
          files
              .filter(path -> path.toString().endsWith(".yml"))
              .map(path -> folder.relativize(path).toString().replace('\\', '/'))
              .sorted()
              .toList();
      assertThat(ShippedDetections.names()).isEqualTo(present);
    }
  }

  private static Set<String> fields(Expression expression, Set<String> into) {
    switch (expression) {
      case Expression.Test(var predicate) ->
          into.add(predicate.field() == null ? "*" : predicate.field().name());
      case Expression.Not(var operand) -> fields(operand, into);
      case Expression.And(var operands) -> operands.forEach(operand -> fields(operand, into));
      case Expression.Or(var operands) -> operands.forEach(operand -> fields(operand, into));
    }
    return into;
  }
}

package io.cairn.detections;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.sigma.CorrelationTests;
import io.cairn.sigma.Pipeline;
import io.cairn.sigma.RuleHeader;
import io.cairn.sigma.RuleTests;
import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.SigmaDocuments;
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

  /** All of them together. */
  static SigmaCollection collection() {
    return SigmaCollection.of(detections().stream().map(ShippedDetectionsTest::read).toList());
  }

  /** The rules that are detections of their own. */
  static List<SigmaRule> rules() {
    return singles().stream().map(file -> read(file).rules().getFirst()).toList();
  }

  /** Files of one rule. */
  static List<ShippedDetection> singles() {
    return detections().stream().filter(file -> read(file).correlations().isEmpty()).toList();
  }

  /** Files of a correlation and its parts. */
  static List<ShippedDetection> several() {
    return detections().stream().filter(file -> !read(file).correlations().isEmpty()).toList();
  }

  static SigmaDocuments read(ShippedDetection file) {
    return SigmaParser.read(file.name(), file.bytes(), Pipeline.NONE);
  }

  private static String name(ShippedDetection file) {
    return file.name().replace('/', '-').replace(".yml", "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("detections")
  void shouldParseWithoutAnyDiagnosticWhenShipped(ShippedDetection file) {
    SigmaDocuments read = read(file);
    assertThat(read.diagnostics()).isEmpty();
    if (read.correlations().isEmpty()) {
      assertThat(read.rules()).hasSize(1);
      assertThat(read.rules().getFirst().name()).isEqualTo(name(file));
    } else {
      assertThat(read.correlations().getFirst().header().name()).isEqualTo(name(file));
      assertThat(read.correlations().stream().skip(1).map(part -> part.header().name()))
          .allMatch(part -> String.valueOf(part).startsWith(name(file) + "-"));
      assertThat(read.rules().stream().map(SigmaRule::name))
          .allMatch(part -> String.valueOf(part).startsWith(name(file) + "-"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("singles")
  void shouldHoldItsOwnExamplesWhenShipped(ShippedDetection file) {
    SigmaRule rule = read(file).rules().getFirst();
    carriesExamples(rule.customAttributes());
    assertThat(RuleTests.failures(rule)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("several")
  void shouldHoldItsOwnExamplesWhenACorrelationIsShipped(ShippedDetection file) {
    SigmaCorrelation correlation = read(file).correlations().getFirst();
    carriesExamples(correlation.customAttributes());
    assertThat(CorrelationTests.failures(correlation, collection())).isEmpty();
  }

  private static void carriesExamples(Map<String, ?> attributes) {
    assertThat(attributes.get("tests"))
        .isInstanceOfSatisfying(
            Map.class,
            tests -> {
              assertThat((List<?>) tests.get("match")).isNotEmpty();
              assertThat((List<?>) tests.get("noMatch")).isNotEmpty();
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("detections")
  void shouldSayWhyAndWhatToDoWhenShipped(ShippedDetection file) {
    SigmaDocuments read = read(file);
    boolean single = read.correlations().isEmpty();
    RuleHeader header =
        single ? read.rules().getFirst().header() : read.correlations().getFirst().header();
    Map<String, ?> attributes =
        single
            ? read.rules().getFirst().customAttributes()
            : read.correlations().getFirst().customAttributes();
    assertThat(header.description()).isNotNull().hasSizeGreaterThan(60);
    assertThat(header.falsepositives()).isNotEmpty();
    assertThat(header.level()).isNotNull();
    assertThat(header.tags()).anyMatch(tag -> tag.matches("attack\\.t\\d{4}(\\.\\d{3})?"));
    assertThat(header.tags()).anyMatch(tag -> tag.matches("attack\\.[a-z-]+"));
    assertThat(attributes.get("cairn"))
        .isInstanceOfSatisfying(
            Map.class,
            cairn -> assertThat(String.valueOf(cairn.get("response"))).hasSizeGreaterThan(30));
  }

  @Test
  void shouldGoTogetherWhenAllAreRead() {
    SigmaCollection all = collection();
    assertThat(all.diagnostics()).isEmpty();
    assertThat(several()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(all.silent())
        .as("detections of their own stay so")
        .doesNotContainAnyElementsOf(rules().stream().map(SigmaRule::key).toList());
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

package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that mention each other, and reading through a pipeline. */
@NullMarked
class SigmaCollectionTest {
  private static final String RULE =
      """
      title: Rule
      name: rule
      description: made by a test
      level: low
      logsource: {product: aws, service: cloudtrail}
      detection: {s: {eventName: Call}, condition: s}
      """;
  private static final String FILTER =
      """
      title: Not the robots
      logsource: {product: aws}
      filter:
        rules: [rule]
        robots: {userName|startswith: robot}
        condition: not robots
      """;
  private static final String CORRELATION =
      """
      title: Many
      name: many
      description: made by a test
      level: low
      correlation:
        type: event_count
        rules: [rule]
        group-by: [user]
        timespan: 5m
        condition: {gte: 3}
      """;

  @Test
  void shouldJoinTheFilterByAndWhenItNamesTheRule() {
    SigmaCollection both = collection(RULE, FILTER);
    assertThat(both.diagnostics().stream().filter(Diagnostic::isError)).isEmpty();
    SigmaRuleSet set = SigmaRuleSet.compile(both.rules());
    assertThat(Rules.matches(set, "{\"eventName\":\"Call\",\"userName\":\"ana\"}")).hasSize(1);
    assertThat(Rules.matches(set, "{\"eventName\":\"Call\",\"userName\":\"robot-7\"}")).isEmpty();
    SigmaRuleSet as =
        SigmaRuleSet.compile(collection(RULE, FILTER.replace("not robots", "robots")).rules());
    assertThat(Rules.matches(as, "{\"eventName\":\"Call\",\"userName\":\"ana\"}"))
        .as("as written")
        .isEmpty();
    SigmaRuleSet any =
        SigmaRuleSet.compile(collection(RULE, FILTER.replace("[rule]", "any")).rules());
    assertThat(Rules.matches(any, "{\"eventName\":\"Call\",\"userName\":\"robot\"}")).isEmpty();
    SigmaRuleSet other =
        SigmaRuleSet.compile(
            collection(RULE, FILTER.replace("product: aws", "product: gcp")).rules());
    assertThat(Rules.matches(other, "{\"eventName\":\"Call\",\"userName\":\"robot\"}")).hasSize(1);
  }

  @Test
  void shouldSilenceTheRuleWhenACorrelationHasIt() {
    assertThat(collection(RULE, CORRELATION).silent()).containsExactly("rule");
    assertThat(collection(RULE, CORRELATION + "generate: true\n").silent()).isEmpty();
  }

  @Test
  void shouldRefuseWithThePlaceWhenMentionsDoNotResolve() {
    assertThat(errors(CORRELATION)).containsExactly("f0.yml:7:11 SIG040");
    assertThat(errors(FILTER)).containsExactly("f0.yml:4:11 SIG040");
    assertThat(errors(RULE, RULE)).containsExactly("f1.yml:1:1 SIG013");
    String circle = CORRELATION.replace("[rule]", "[again]");
    String again = CORRELATION.replace("name: many", "name: again").replace("[rule]", "[many]");
    SigmaCollection broken = collection(circle, again);
    assertThat(broken.correlations()).isEmpty();
    assertThat(broken.diagnostics()).anyMatch(d -> d.code() == DiagnosticCode.REFERENCE_CYCLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "type: event_count; type: counting; SIG012",
        "rules: [rule]; other: [rule]; SIG010",
        "timespan: 5m; timespan: 1h30m; SIG043",
        "timespan: 5m; timespan: 0s; SIG043",
        "{gte: 3}; {}; SIG042",
        "{gte: 3}; {atleast: 3}; SIG042",
        "{gte: 3}; {gte: 1.5}; SIG042",
        "{gte: 3}; {gte: 3, field: x}; SIG042",
        "type: event_count; type: value_sum; SIG042",
        "type: event_count; type: value_percentile; SIG042",
        "group-by: [user]; group-by: user; SIG011"
      })
  void shouldRefuseWhenACorrelationIsIncomplete(String right, String wrong, String code) {
    assertThat(errors(RULE, CORRELATION.replace(right, wrong)))
        .anyMatch(error -> error.endsWith(code));
  }

  @Test
  void shouldRefuseOrWarnWhenAFilterIsIncomplete() {
    assertThat(errors(RULE, FILTER.replace("  condition: not robots\n", "")))
        .anyMatch(e -> e.endsWith("SIG010"));
    assertThat(errors(RULE, FILTER.replace("not robots", "not humans")))
        .anyMatch(e -> e.endsWith("SIG031"));
    assertThat(collection(RULE, FILTER + "level: low\n").diagnostics())
        .anyMatch(d -> d.code() == DiagnosticCode.FILTER_HEADER);
  }

  @Test
  void shouldTakeRulesAloneWhenOnlyRulesAreAskedFor() {
    assertThat(codes(CORRELATION)).contains("SIG005");
    assertThat(codes(FILTER)).contains("SIG006");
  }

  @Test
  void shouldRenameFieldsAndFillPlaceholdersWhenThereIsAPipeline() {
    var pipeline =
        new Pipeline(
            Map.of(
                "user",
                List.of("userIdentity.arn", "userIdentity.userName"),
                "src",
                List.of("sourceIPAddress")),
            Map.of("admins", List.of("ana", "bo*")),
            Set.of("ours"),
            Map.of(new LogSource(null, "cloud", null), LogSource.CLOUDTRAIL));
    String rule =
        """
        title: Rule
        taxonomy: ours
        logsource: {product: cloud}
        detection:
          s: {user|expand: '%admins%'}
          f: {src: 192.0.2.1}
          condition: s and not f
        """;
    SigmaDocuments read =
        SigmaParser.read("p.yml", rule.getBytes(StandardCharsets.UTF_8), pipeline);
    assertThat(read.hasErrors()).as(read.diagnostics().toString()).isFalse();
    SigmaRuleSet set = SigmaRuleSet.compile(read.rules());
    assertThat(Rules.matches(set, "{\"userIdentity\":{\"userName\":\"Bob\"}}")).hasSize(1);
    assertThat(Rules.matches(set, "{\"userIdentity\":{\"arn\":\"ana\"}}")).hasSize(1);
    assertThat(Rules.matches(set, "{\"userIdentity\":{\"arn\":\"eve\"}}")).isEmpty();
    assertThat(
            Rules.matches(
                set, "{\"userIdentity\":{\"arn\":\"ana\"},\"sourceIPAddress\":\"192.0.2.1\"}"))
        .isEmpty();
    assertThat(codes(rule)).contains("SIG012", "SIG026");
  }

  private static List<String> codes(String yaml) {
    return Rules.diagnostics(yaml).stream().map(d -> d.code().id()).toList();
  }

  private static List<String> errors(String... files) {
    return collection(files).diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(d -> "%s:%d:%d %s".formatted(d.file(), d.line(), d.column(), d.code().id()))
        .toList();
  }

  private static SigmaCollection collection(String... files) {
    var documents = new ArrayList<SigmaDocuments>();
    for (int i = 0; i < files.length; i++) {
      documents.add(
          SigmaParser.read(
              "f" + i + ".yml", files[i].getBytes(StandardCharsets.UTF_8), Pipeline.NONE));
    }
    return SigmaCollection.of(documents);
  }
}

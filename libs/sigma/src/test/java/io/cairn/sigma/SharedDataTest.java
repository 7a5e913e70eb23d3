package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.sigma.reference.ReferenceEvaluator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real rules over real records, where the shared data lies beside the project. */
@NullMarked
class SharedDataTest {
  private static final Path DATA = Path.of(System.getProperty("cairn.shared.data", "absent"));

  @BeforeAll
  static void needsSharedData() {
    assumeTrue(
        Files.isDirectory(DATA.resolve("sigma_aws")),
        "the shared rules and records are not on this machine");
  }

  @Test
  void shouldAgreeWithReferenceWhenPublicRulesMeetRealRecords() throws IOException {
    // Given
    List<SigmaRule> rules = publicRules();
    SigmaRuleSet set = SigmaRuleSet.compile(rules);
    List<String> events = records();
    var counts = new TreeMap<String, Integer>();
    for (String event : events) {
      byte[] json = event.getBytes(StandardCharsets.UTF_8);
      var found = new ArrayList<String>();
      // When
      set.match(
          json,
          0,
          json.length,
          match -> {
            found.add(match.rule().key());
            counts.merge(match.rule().title(), 1, Integer::sum);
          });
      // Then
      List<String> expected =
          rules.stream()
              .filter(rule -> ReferenceEvaluator.matches(rule, event))
              .map(SigmaRule::key)
              .toList();
      assertThat(found).as(event).isEqualTo(expected);
    }
    assertThat(rules).hasSize(57);
    assertThat(set.rules()).hasSize(57);
    assertThat(events).hasSizeGreaterThan(3_800);
    assertThat(counts).as("rules that fired").hasSizeGreaterThan(10);
  }

  private static List<SigmaRule> publicRules() throws IOException {
    var rules = new ArrayList<SigmaRule>();
    try (Stream<Path> files = Files.list(DATA.resolve("sigma_aws"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yml")).sorted().toList()) {
        ParseResult result =
            SigmaParser.parse(file.getFileName().toString(), Files.readAllBytes(file));
        assertThat(result.hasErrors()).as(result.diagnostics().toString()).isFalse();
        rules.addAll(result.rules());
      }
    }
    return rules;
  }

  /** Each line wraps one record as the member event, which comes last. */
  private static List<String> records() throws IOException {
    var records = new ArrayList<String>();
    try (Stream<Path> files = Files.list(DATA.resolve("cloudtrail"))) {
      for (Path file : files.sorted().toList()) {
        try (var in =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          in.lines()
              .map(line -> line.substring(line.indexOf(",\"event\":") + 9, line.length() - 1))
              .forEach(records::add);
        }
      }
    }
    return records;
  }
}

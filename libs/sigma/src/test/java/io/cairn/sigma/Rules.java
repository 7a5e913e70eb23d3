package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Short ways to rules and matches for tests. */
@NullMarked
final class Rules {
  private Rules() {}

  /** A rule around the given lines of a detection, each indented by two. */
  static String withDetection(String detection) {
    return """
        title: Under test
        id: 5f2b1c1e-0d5a-4b41-9f0e-6d6b6f0a1c11
        description: A rule that a test made.
        level: low
        logsource: {product: aws, service: cloudtrail}
        detection:
        """
        + detection.stripTrailing().indent(2);
  }

  /** A rule with one search identifier {@code sel} in flow style. */
  static String withSelection(String selection) {
    return withDetection("sel: " + selection + "\ncondition: sel");
  }

  static SigmaRule rule(String yaml) {
    ParseResult result = SigmaParser.parse("test.yml", yaml.getBytes(StandardCharsets.UTF_8));
    assertThat(result.diagnostics().stream().filter(Diagnostic::isError)).as(yaml).isEmpty();
    assertThat(result.rules()).hasSize(1);
    return result.rules().getFirst();
  }

  static List<Diagnostic> diagnostics(String yaml) {
    return SigmaParser.parse("test.yml", yaml.getBytes(StandardCharsets.UTF_8)).diagnostics();
  }

  static List<RuleMatch> matches(SigmaRuleSet rules, String json) {
    var matches = new ArrayList<RuleMatch>();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    rules.match(bytes, 0, bytes.length, matches::add);
    return matches;
  }

  static boolean matches(String yaml, String json) {
    return !matches(SigmaRuleSet.compile(List.of(rule(yaml))), json).isEmpty();
  }
}

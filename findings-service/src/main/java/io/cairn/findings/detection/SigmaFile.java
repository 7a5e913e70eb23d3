package io.cairn.findings.detection;

import io.cairn.sigma.Diagnostic;
import io.cairn.sigma.LogSource;
import io.cairn.sigma.MalformedEventException;
import io.cairn.sigma.ParseResult;
import io.cairn.sigma.RuleTests;
import io.cairn.sigma.SigmaParser;
import io.cairn.sigma.SigmaRule;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A Sigma file that somebody sent, checked whole: one bad document refuses the file, and every
 * error is told with its line and column.
 *
 * @param rules its documents
 * @param warnings what the linter says besides
 */
record SigmaFile(List<SigmaRule> rules, List<DetectionDto.Warning> warnings) {
  private static final String NAME = "detection.yml";

  static SigmaFile read(byte[] yaml, int maxBytes) {
    if (yaml.length > maxBytes) {
      throw new ProblemException(
          DetectionProblem.SIGMA_TOO_LARGE,
          "The file has "
              + yaml.length
              + " bytes; at most "
              + maxBytes
              + " are taken. Send its documents in several files.");
    }
    ParseResult result = SigmaParser.parse(NAME, yaml);
    List<ProblemError> errors = new ArrayList<>();
    result.diagnostics().stream().filter(Diagnostic::isError).forEach(d -> errors.add(error(d)));
    for (SigmaRule rule : result.rules()) {
      check(rule, errors);
      test(rule, errors);
    }
    if (!errors.isEmpty()) {
      throw refused(errors);
    }
    return new SigmaFile(
        result.rules(),
        result.diagnostics().stream()
            .map(d -> new DetectionDto.Warning(d.code().id(), d.line(), d.column(), d.message()))
            .toList());
  }

  private static ProblemError error(Diagnostic d) {
    return new ProblemError(
        "line " + d.line() + ", column " + d.column(), d.code().id() + ": " + d.message());
  }

  /** What the parser allows but this service cannot keep or use, and examples that do not hold. */
  private static void check(SigmaRule rule, List<ProblemError> errors) {
    if (!rule.logsource().appliesTo(LogSource.CLOUDTRAIL)) {
      errors.add(
          new ProblemError(
              line(rule),
              "the log source is not product aws, service cloudtrail; no other events come here, so the rule could"
                  + " never match"));
    }
    ParseResult alone = SigmaParser.parse(NAME, rule.source().getBytes(StandardCharsets.UTF_8));
    if (alone.rules().size() != 1 || !alone.rules().getFirst().key().equals(rule.key())) {
      errors.add(
          new ProblemError(
              line(rule),
              "the document takes keys from another one by a legacy action; write each rule in full"));
    }
  }

  /** A rule that brings examples is taken only if they hold, as those that ship are. */
  private static void test(SigmaRule rule, List<ProblemError> errors) {
    try {
      for (String failure : RuleTests.failures(rule)) {
        errors.add(new ProblemError(testsLine(rule), "the rule's own example fails: " + failure));
      }
    } catch (MalformedEventException e) {
      errors.add(
          new ProblemError(
              testsLine(rule), "an example cannot be judged as an event: " + e.getMessage()));
    }
  }

  private static String line(SigmaRule rule) {
    return "line " + firstLine(rule);
  }

  /** {@code detection.yml:7}: 7. */
  private static int firstLine(SigmaRule rule) {
    return Integer.parseInt(rule.origin().substring(rule.origin().lastIndexOf(':') + 1));
  }

  /** The line of the rule's member {@code tests}; the rule's own where it stands in flow style. */
  private static String testsLine(SigmaRule rule) {
    int before = 0;
    boolean begun = false;
    for (String text : rule.source().lines().toList()) {
      begun = begun || !(text.isBlank() || text.startsWith("#") || text.startsWith("---"));
      if (text.startsWith("tests:")) {
        return "line " + (firstLine(rule) + before) + ", column 1";
      }
      before += begun ? 1 : 0;
    }
    return line(rule);
  }

  private static ProblemException refused(List<ProblemError> errors) {
    ProblemError first = errors.getFirst();
    String more = errors.size() == 1 ? "" : ", and " + (errors.size() - 1) + " more";
    return new ProblemException(
        DetectionProblem.SIGMA_INVALID,
        "Nothing was stored: " + first.field() + ": " + first.detail() + more,
        errors);
  }
}

package io.cairn.findings.detection;

import io.cairn.sigma.Diagnostic;
import io.cairn.sigma.LogSource;
import io.cairn.sigma.ParseResult;
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

  /** What the parser allows but this service cannot keep or use. */
  private static void check(SigmaRule rule, List<ProblemError> errors) {
    if (!rule.logsource().appliesTo(LogSource.CLOUDTRAIL)) {
      errors.add(
          new ProblemError(
              rule.origin(),
              "the log source is not product aws, service cloudtrail; no other events come here, so the rule could"
                  + " never match"));
    }
    ParseResult alone = SigmaParser.parse(NAME, rule.source().getBytes(StandardCharsets.UTF_8));
    if (alone.rules().size() != 1 || !alone.rules().getFirst().key().equals(rule.key())) {
      errors.add(
          new ProblemError(
              rule.origin(),
              "the document takes keys from another one by a legacy action; write each rule in full"));
    }
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

package io.cairn.findings.detection;

import io.cairn.sigma.Diagnostic;
import io.cairn.sigma.LogSource;
import io.cairn.sigma.MalformedEventException;
import io.cairn.sigma.Pipeline;
import io.cairn.sigma.RuleTests;
import io.cairn.sigma.SigmaDocuments;
import io.cairn.sigma.SigmaFilter;
import io.cairn.sigma.SigmaParser;
import io.cairn.sigma.SigmaRule;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A Sigma file that somebody sent, checked whole: one bad document refuses the file, and every
 * error is told with its line and column.
 *
 * @param documents its rules, then its correlations
 * @param warnings what the linter says besides
 */
record SigmaFile(List<SigmaDocument> documents, List<DetectionDto.Warning> warnings) {
  private static final String NAME = "detection.yml";

  static SigmaFile read(byte[] yaml, int maxBytes) {
    return read(yaml, maxBytes, SigmaDocument::made);
  }

  /**
   * Reads a file.
   *
   * @param id of a document that has none of its own, by its text
   */
  static SigmaFile read(byte[] yaml, int maxBytes, UnaryOperator<String> id) {
    if (yaml.length > maxBytes) {
      throw new ProblemException(
          DetectionProblem.SIGMA_TOO_LARGE,
          "The file has "
              + yaml.length
              + " bytes; at most "
              + maxBytes
              + " are taken. Send its documents in several files.");
    }
    SigmaDocuments read = SigmaParser.read(NAME, yaml, Pipeline.NONE);
    List<ProblemError> errors = new ArrayList<>();
    read.diagnostics().stream().filter(Diagnostic::isError).forEach(d -> errors.add(error(d)));
    for (SigmaFilter filter : read.filters()) {
      String line = "line " + filter.origin().substring(filter.origin().lastIndexOf(':') + 1);
      errors.add(
          new ProblemError(line, "filters are not taken here; write the condition into the rule"));
    }
    read.rules().forEach(rule -> check(rule, errors));
    List<SigmaDocument> documents = SigmaDocument.of(read, id).toList();
    documents.forEach(document -> check(document, errors));
    if (!errors.isEmpty()) {
      throw refused(errors);
    }
    return new SigmaFile(
        documents,
        read.diagnostics().stream()
            .map(d -> new DetectionDto.Warning(d.code().id(), d.line(), d.column(), d.message()))
            .toList());
  }

  private static ProblemError error(Diagnostic d) {
    return new ProblemError(
        "line " + d.line() + ", column " + d.column(), d.code().id() + ": " + d.message());
  }

  /** What the parser allows but this service cannot keep or use, and examples that do not hold. */
  private static void check(SigmaRule rule, List<ProblemError> errors) {
    var place = new TextPlace(rule.source(), rule.origin());
    if (!rule.logsource().appliesTo(LogSource.CLOUDTRAIL)) {
      errors.add(
          new ProblemError(
              place.line(),
              "the log source is not product aws, service cloudtrail; no other events come here, so the rule could"
                  + " never match"));
    }
    try {
      for (String failure : RuleTests.failures(rule)) {
        errors.add(
            new ProblemError(place.of("tests:"), "the rule's own example fails: " + failure));
      }
    } catch (MalformedEventException e) {
      errors.add(
          new ProblemError(
              place.of("tests:"), "an example cannot be judged as an event: " + e.getMessage()));
    }
  }

  private static void check(SigmaDocument document, List<ProblemError> errors) {
    byte[] text = document.source().getBytes(StandardCharsets.UTF_8);
    List<SigmaDocument> alone =
        SigmaDocument.of(SigmaParser.read(NAME, text, Pipeline.NONE), _ -> document.id()).toList();
    if (alone.size() != 1
        || !alone.getFirst().id().equals(document.id())
        || !alone.getFirst().header().title().equals(document.header().title())) {
      errors.add(
          new ProblemError(
              new TextPlace(document.source(), document.origin()).line(),
              "the document takes keys from another one by a legacy action; write each rule in full"));
    }
  }

  static ProblemException refused(List<ProblemError> errors) {
    ProblemError first = errors.getFirst();
    String more = errors.size() == 1 ? "" : ", and " + (errors.size() - 1) + " more";
    return new ProblemException(
        DetectionProblem.SIGMA_INVALID,
        "Nothing was stored: " + first.field() + ": " + first.detail() + more,
        errors);
  }
}

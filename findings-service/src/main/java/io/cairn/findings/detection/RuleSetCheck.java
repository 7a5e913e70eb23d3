package io.cairn.findings.detection;

import io.cairn.sigma.CorrelationTests;
import io.cairn.sigma.Diagnostic;
import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether detections may become what they are after a change: within bounds, going together as well
 * as before, with the examples of what was written holding among all the others.
 */
final class RuleSetCheck {
  private final RuleSet before;
  private final RuleSet after;
  private final DetectionConfig config;

  RuleSetCheck(RuleSet before, RuleSet after, DetectionConfig config) {
    this.before = before;
    this.after = after;
    this.config = config;
  }

  /**
   * Throws the problem that the change makes, if it makes one.
   *
   * @param written the documents that were added or replaced; empty for other changes
   */
  void hold(List<SigmaDocument> written) {
    List<Diagnostic> fresh = new ArrayList<>(after.errors());
    fresh.removeAll(before.errors());
    if (!fresh.isEmpty()) {
      throw doesNotGoTogether(fresh, written);
    }
    room();
    examples(written);
  }

  private static ProblemException doesNotGoTogether(
      List<Diagnostic> fresh, List<SigmaDocument> written) {
    Diagnostic first = fresh.getFirst();
    if (first.code() == DiagnosticCode.IDENTITY_TWICE) {
      return new ProblemException(
          DetectionProblem.DETECTION_EXISTS, "Nothing was stored: " + first.message());
    }
    boolean ofWritten = fresh.stream().allMatch(d -> written.stream().anyMatch(w -> isOf(w, d)));
    if (written.isEmpty() || !ofWritten) {
      return new ProblemException(
          DetectionProblem.DETECTION_NEEDED,
          "Nothing was changed: a correlation rests on it; in "
              + first.file()
              + " line "
              + first.line()
              + ": "
              + first.message()
              + ". Change or delete the correlation first.");
    }
    return SigmaFile.refused(
        fresh.stream()
            .map(
                d ->
                    new ProblemError(
                        "document " + d.file() + ", line " + d.line() + ", column " + d.column(),
                        d.code().id() + ": " + d.message()))
            .toList());
  }

  /** Kept documents are read again under their ids. */
  private static boolean isOf(SigmaDocument document, Diagnostic diagnostic) {
    return document.id().equals(diagnostic.file());
  }

  private void room() {
    List<Detection> own = after.all().stream().filter(d -> !d.shipped()).toList();
    if (own.size() > config.maxRules()) {
      throw new ProblemException(
          DetectionProblem.DETECTIONS_FULL,
          "There would be "
              + own.size()
              + " detections besides the shipped ones; at most "
              + config.maxRules()
              + " are kept. Delete some, or raise cairn.findings.detection.max-rules.");
    }
    long bytes = own.stream().mapToLong(d -> d.document().source().length()).sum();
    if (bytes > config.maxTotalBytes()) {
      throw new ProblemException(
          DetectionProblem.DETECTIONS_FULL,
          "Your detections would have "
              + bytes
              + " characters together; at most "
              + config.maxTotalBytes()
              + " are kept. Delete some, or raise cairn.findings.detection.max-total-bytes.");
    }
  }

  /** A rule's examples need nothing else and were run when it was read. */
  private void examples(List<SigmaDocument> written) {
    List<ProblemError> errors = new ArrayList<>();
    for (SigmaDocument document : written) {
      if (document instanceof SigmaDocument.Correlation(SigmaCorrelation correlation)) {
        var place = new TextPlace(document.source(), document.origin());
        for (String failure : CorrelationTests.failures(correlation, after.collection())) {
          errors.add(
              new ProblemError(
                  place.of("tests:"), "the correlation's own example fails: " + failure));
        }
      }
    }
    if (!errors.isEmpty()) {
      throw SigmaFile.refused(errors);
    }
  }
}

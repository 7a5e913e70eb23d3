package io.cairn.sigma;

import java.util.List;

/**
 * All that a file held. References between documents are not resolved yet: {@link SigmaCollection}
 * does that over all files together.
 *
 * @param rules detection rules without errors, in their order
 * @param correlations correlation rules without errors, in their order
 * @param filters filters without errors, in their order
 * @param diagnostics errors and warnings, in the order of the file; at most 1,000 of each
 */
public record SigmaDocuments(
    List<SigmaRule> rules,
    List<SigmaCorrelation> correlations,
    List<SigmaFilter> filters,
    List<Diagnostic> diagnostics) {
  /** Whether any document was refused. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}

package io.cairn.sigma;

import java.util.List;

/**
 * What a file held.
 *
 * @param rules the documents without errors, in their order
 * @param diagnostics errors and warnings, in the order of the file; at most 1,000 of each
 */
public record ParseResult(List<SigmaRule> rules, List<Diagnostic> diagnostics) {
  /** Whether any document was refused. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}

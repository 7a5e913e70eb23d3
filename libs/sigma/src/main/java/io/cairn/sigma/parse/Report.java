package io.cairn.sigma.parse;

import io.cairn.sigma.Diagnostic;
import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.Pipeline;
import io.cairn.sigma.yaml.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is said about one file; at most a thousand warnings and a thousand errors are kept.
 */
public final class Report {
  static final int MAX_ENTRIES = 1_000;

  private final String file;
  private final Pipeline pipeline;
  private final List<Diagnostic> entries = new ArrayList<>();
  private int errors;
  private int warnings;

  /** For a file with this name, which is read through a pipeline. */
  public Report(String file, Pipeline pipeline) {
    this.file = file;
    this.pipeline = pipeline;
  }

  /** What the file is read through. */
  Pipeline pipeline() {
    return pipeline;
  }

  /** Adds one entry. */
  public void add(DiagnosticCode code, Position at, String message) {
    var entry = new Diagnostic(code, file, at.line(), at.column(), message);
    int kept = entry.isError() ? errors++ : warnings++;
    if (kept < MAX_ENTRIES) {
      entries.add(entry);
    }
  }

  /** How many errors there are so far. */
  public int errors() {
    return errors;
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** All entries by place. */
  public List<Diagnostic> entries() {
    return entries.stream()
        .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
        .toList();
  }
}

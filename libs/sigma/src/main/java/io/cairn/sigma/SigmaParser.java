package io.cairn.sigma;

import io.cairn.sigma.parse.Collection;
import io.cairn.sigma.parse.Report;
import io.cairn.sigma.yaml.Position;
import io.cairn.sigma.yaml.YamlException;
import io.cairn.sigma.yaml.YamlReader;

/**
 * Reads and lints Sigma files. Never throws for what a file holds: a document that cannot be served
 * whole is left out and an error says why and where, while the file's other documents are kept.
 */
public final class SigmaParser {
  private SigmaParser() {}

  /**
   * Reads one file of one or more detection rules; others are refused with the place.
   *
   * @param name the file's name, for messages
   * @param yaml UTF-8, at most 4 MiB
   */
  public static ParseResult parse(String name, byte[] yaml) {
    SigmaDocuments read = read(name, yaml, Pipeline.NONE, false);
    return new ParseResult(read.rules(), read.diagnostics());
  }

  /**
   * Reads one file that may hold correlation rules and filters too, through a pipeline.
   *
   * @param name the file's name, for messages
   * @param yaml UTF-8, at most 4 MiB
   */
  public static SigmaDocuments read(String name, byte[] yaml, Pipeline pipeline) {
    return read(name, yaml, pipeline, true);
  }

  private static SigmaDocuments read(String name, byte[] yaml, Pipeline pipeline, boolean all) {
    var report = new Report(name, pipeline);
    var collection = new Collection(report, all);
    try {
      YamlReader.read(yaml, collection);
    } catch (YamlException e) {
      DiagnosticCode code =
          switch (e.reason()) {
            case SYNTAX -> DiagnosticCode.YAML_SYNTAX;
            case DUPLICATE_KEY -> DiagnosticCode.DUPLICATE_KEY;
            case LIMIT -> DiagnosticCode.YAML_LIMIT;
          };
      report.add(code, e.at(), String.valueOf(e.getMessage()));
    }
    if (collection.isEmpty() && report.entries().isEmpty()) {
      report.add(DiagnosticCode.DOCUMENT_NOT_A_MAP, Position.START, "the file holds no document");
    }
    return new SigmaDocuments(
        collection.rules(), collection.correlations(), collection.filters(), report.entries());
  }
}

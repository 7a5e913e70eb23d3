package io.cairn.cli.sigma;

import io.cairn.cli.print.Output;
import io.cairn.cli.suite.Refused;
import io.cairn.cli.trail.LogFiles;
import io.cairn.cli.trail.RecordSlices;
import io.cairn.sigma.Diagnostic;
import io.cairn.sigma.MalformedEventException;
import io.cairn.sigma.SigmaCollection;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sigma scan}: rules over CloudTrail files, one line of JSON a match. */
@Command(
    name = "scan",
    exitCodeList = {
      "0:everything was scanned, whatever matched",
      "1:a rule is wrong, or a file could not be read to its end"
    },
    description = {
      "Run rules over CloudTrail log files, .json, .json.gz or NDJSON.",
      "Prints {\"ruleId\",\"title\",\"level\",\"eventId\",\"file\"} a match; progress and a summary"
          + " go to standard error.",
      "Ends with 0 when everything was scanned, whatever matched, and 1 on bad rules or input."
    })
final class SigmaScan implements Callable<Integer> {
  private static final int TELL_EVERY = 100_000;

  @Mixin final Output output = new Output();

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      required = true,
      description = "A rule file, or a folder of them.")
  Path rules = Path.of(".");

  @Option(
      names = "--events",
      paramLabel = "PATH",
      arity = "1..*",
      required = true,
      description = "Files and folders.")
  List<Path> events = new ArrayList<>();

  @Override
  public Integer call() {
    SigmaCollection collection = RuleFiles.read(rules);
    if (collection.hasErrors()) {
      collection.diagnostics().stream()
          .filter(Diagnostic::isError)
          .forEach(error -> output.remark(error.toString()));
      throw new Refused("nothing was scanned: the rules have errors");
    }
    List<Path> files = LogFiles.find(events);
    if (files.isEmpty()) {
      throw new Refused("there is no .json or .gz file under " + events);
    }
    var scan = new Scan(collection, output::line);
    boolean clean = true;
    for (Path file : files) {
      clean &= scanned(file, scan);
    }
    scan.end();
    output.remark(scan.summary(files.size()));
    return clean && scan.unreadable() == 0 ? 0 : 1;
  }

  /** False, with the reason told, where a file could not be read to its end. */
  private boolean scanned(Path file, Scan scan) {
    try (InputStream in = open(file);
        var slices = new RecordSlices(in)) {
      byte[] record = slices.next();
      while (record != null) {
        judge(record, file, scan);
        record = slices.next();
      }
      return true;
    } catch (IOException e) {
      output.remark("%s: not read to its end: %s".formatted(file, firstLine(e)));
      return false;
    }
  }

  private void judge(byte[] record, Path file, Scan scan) {
    try {
      scan.accept(record, file.toString());
    } catch (MalformedEventException e) {
      output.remark("%s: a record was not judged: %s".formatted(file, e.getMessage()));
    }
    if (scan.events() % TELL_EVERY == 0) {
      output.remark(
          "%,d events, %,d matches, in %s".formatted(scan.events(), scan.matches(), file));
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static InputStream open(Path file) throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(2);
    boolean packed = in.read() == 0x1F && in.read() == 0x8B;
    in.reset();
    return packed ? new GZIPInputStream(in, 1 << 16) : in;
  }
}

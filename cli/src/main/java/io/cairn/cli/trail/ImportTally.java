package io.cairn.cli.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.suite.Api;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has become of an import so far; several threads add to it. */
final class ImportTally {
  private static final int SHOWN = 20;

  private final List<String> troubles = new ArrayList<>();
  private final Map<String, Long> refusedByCode = new TreeMap<>();
  private long files;
  private long failedFiles;
  private long skippedFiles;
  private long accepted;
  private long refused;

  synchronized void accepted(long count) {
    accepted += count;
  }

  synchronized void refused(Path file, int index, String code, String detail) {
    refused++;
    refusedByCode.merge(code, 1L, Long::sum);
    trouble("%s, record %d: %s (%s)".formatted(file, index, detail, code));
  }

  /** Refusals that the answer counted but did not list. */
  synchronized void unlisted(long count) {
    refused += Math.max(0, count);
  }

  synchronized void file() {
    files++;
  }

  synchronized void fileSkipped() {
    skippedFiles++;
  }

  synchronized void fileFailed(Path file, String why) {
    failedFiles++;
    trouble(file + ": " + why);
  }

  private void trouble(String line) {
    if (troubles.size() < SHOWN) {
      troubles.add(line);
    }
  }

  synchronized boolean isClean() {
    return failedFiles == 0 && refused == 0;
  }

  synchronized String progress(int of) {
    return "%d of %d files, %d events accepted, %d refused"
        .formatted(files + failedFiles + skippedFiles, of, accepted, refused);
  }

  synchronized ObjectNode json() {
    ObjectNode json =
        Api.JSON
            .createObjectNode()
            .put("files", files)
            .put("failedFiles", failedFiles)
            .put("skippedFiles", skippedFiles)
            .put("accepted", accepted)
            .put("refused", refused);
    refusedByCode.forEach(json.putObject("refusedByCode")::put);
    troubles.forEach(json.putArray("troubles")::add);
    return json;
  }

  synchronized String text() {
    var text = new StringBuilder();
    text.append("%d events accepted from %d files".formatted(accepted, files));
    if (skippedFiles > 0) {
      text.append(", %d files were done before".formatted(skippedFiles));
    }
    if (failedFiles > 0) {
      text.append(", %d files could not be taken".formatted(failedFiles));
    }
    if (refused > 0) {
      text.append(", %d events refused %s".formatted(refused, refusedByCode));
    }
    text.append(System.lineSeparator());
    troubles.forEach(t -> text.append("  ").append(t).append(System.lineSeparator()));
    if (failedFiles + refused > troubles.size()) {
      text.append("  (the ledger has them all)").append(System.lineSeparator());
    }
    return text.toString();
  }
}

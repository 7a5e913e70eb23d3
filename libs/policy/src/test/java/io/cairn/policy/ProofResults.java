package io.cairn.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Adds a line to a table of docs/reliability.md, where long proofs write what they found. */
@NullMarked
final class ProofResults {
  private final Path page;
  private final String heading;

  /**
   * The first table after {@code heading} of {@code page}.
   *
   * @param heading the whole line, {@code ### Policies}
   */
  ProofResults(Path page, String heading) {
    this.page = page;
    this.heading = heading;
  }

  /** The page of this checkout. */
  static Path page() {
    return Path.of(System.getProperty("cairn.root", "."), "docs/reliability.md");
  }

  void add(Object... cells) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(page));
    int at = lines.indexOf(heading);
    while (at >= 0 && at < lines.size() && !lines.get(at).startsWith("|")) {
      at++;
    }
    if (at < 0 || at == lines.size()) {
      throw new IllegalStateException("no table after " + heading + " in " + page);
    }
    while (at < lines.size() && lines.get(at).startsWith("|")) {
      at++;
    }
    List<String> texts = List.of(cells).stream().map(String::valueOf).toList();
    lines.add(at, "| " + String.join(" | ", texts) + " |");
    Files.write(page, lines);
  }
}

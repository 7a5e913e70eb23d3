package io.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * A command that was run.
 *
 * @param status its exit status
 * @param out its standard output
 * @param err its standard error
 */
public record Ran(int status, String out, String err) {
  /** The time it is for every command under test. */
  public static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  /** Runs a command on a suite's data folder. */
  public static Ran on(FakeSuite suite, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", suite.data().toString()));
    return plain(all.toArray(String[]::new));
  }

  /** Runs a command; its status must be one that it documents. */
  public static Ran plain(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine line =
        Main.commandLine(Clock.fixed(NOW, ZoneOffset.UTC))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int status = line.execute(words);
    CommandLine leaf = line;
    while (leaf.getParseResult() != null && leaf.getParseResult().hasSubcommand()) {
      leaf = leaf.getParseResult().subcommand().commandSpec().commandLine();
    }
    // Where the command line was not understood, the command itself is not known.
    if (status != 2) {
      assertThat(leaf.getCommandSpec().usageMessage().exitCodeList())
          .as("the statuses that %s documents", leaf.getCommandSpec().qualifiedName())
          .containsKey(String.valueOf(status));
    }
    return new Ran(status, out.toString(), err.toString());
  }
}

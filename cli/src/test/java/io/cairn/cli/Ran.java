package io.cairn.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

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

  /** Runs a command. */
  public static Ran plain(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int status =
        Main.commandLine(Clock.fixed(NOW, ZoneOffset.UTC))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words);
    return new Ran(status, out.toString(), err.toString());
  }
}

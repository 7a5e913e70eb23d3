package io.cairn.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The launcher's entry point. {@code ./cairn} calls it; its exit statuses are the script's. */
public final class Main {
  private Main() {}

  @Command(name = "standalone", description = "One suite on one machine.")
  private static final class Commands {}

  /** Runs one command and ends the JVM with its status. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Commands())
            .addSubcommand(new UpCommand())
            .addSubcommand(new TrainCommand())
            .setParameterExceptionHandler(Main::refuse)
            .execute(args));
  }

  private static int refuse(ParameterException e, String[] args) {
    System.err.println("cairn: %s; read ./cairn help".formatted(e.getMessage()));
    return 2;
  }
}

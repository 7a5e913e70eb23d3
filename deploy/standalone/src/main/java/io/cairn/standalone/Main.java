package io.cairn.standalone;

import picocli.CommandLine;

/** The launcher's entry point. {@code ./cairn} calls it; its exit statuses are the script's. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the JVM with its status. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new UpCommand()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }
}

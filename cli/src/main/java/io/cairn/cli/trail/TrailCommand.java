package io.cairn.cli.trail;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code trail}: what comes in, what is kept, and how it gets out. */
@Command(
    name = "trail",
    description = "Bring CloudTrail files in or out, and check what is kept.",
    synopsisSubcommandLabel = "import|export|check")
public final class TrailCommand {
  private TrailCommand() {}

  /** The command; {@code clock} is what {@code --since 24h} counts from. */
  public static CommandLine of(Clock clock) {
    return new CommandLine(new TrailCommand())
        .addSubcommand(new TrailImport())
        .addSubcommand(new TrailExport(clock))
        .addSubcommand(new TrailCheck());
  }
}

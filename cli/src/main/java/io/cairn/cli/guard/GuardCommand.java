package io.cairn.cli.guard;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code guard}: rules in the Guard language, without a suite. */
@Command(
    name = "guard",
    description = "Check, test and apply Guard rules, without a suite.",
    synopsisSubcommandLabel = "(validate | test | check)")
public final class GuardCommand {

  private GuardCommand() {}

  /** The command with its subcommands; {@code clock} is what a rule's {@code now()} reads. */
  public static CommandLine of(Clock clock) {
    return new CommandLine(new GuardCommand())
        .addSubcommand(new GuardValidate(clock))
        .addSubcommand(new GuardTest(clock))
        .addSubcommand(new GuardCheck());
  }
}

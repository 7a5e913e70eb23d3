package io.cairn.cli;

import io.cairn.cli.command.AccountCommand;
import io.cairn.cli.command.ComplianceCommand;
import io.cairn.cli.command.DiscoverCommand;
import io.cairn.cli.command.EventsCommand;
import io.cairn.cli.command.FindingsCommand;
import io.cairn.cli.command.HistoryCommand;
import io.cairn.cli.command.ResourcesCommand;
import io.cairn.cli.command.StatusCommand;
import io.cairn.cli.command.TokenCommand;
import io.cairn.cli.command.WhoCommand;
import io.cairn.cli.guard.GuardCommand;
import io.cairn.cli.policy.PolicyCommand;
import io.cairn.cli.sigma.SigmaCommand;
import io.cairn.cli.suite.NotRunning;
import io.cairn.cli.suite.Refused;
import io.cairn.cli.trail.TrailCommand;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The commands that ask a suite, and what their exit statuses mean: 0 done, 1 the suite said no or
 * the input is bad, 2 the command line is wrong, 3 no suite runs there or it cannot be reached.
 */
@Command(name = "./cairn", description = "Asks a running suite.", mixinStandardHelpOptions = true)
public final class Main {
  private Main() {}

  /** Runs one command and ends the JVM with its status. */
  public static void main(String[] args) {
    System.exit(commandLine(Clock.systemUTC()).execute(args));
  }

  /** All commands; {@code clock} is what {@code --since 24h} counts from. */
  public static CommandLine commandLine(Clock clock) {
    var line =
        new CommandLine(new Main())
            .addSubcommand(new AccountCommand())
            .addSubcommand(new DiscoverCommand())
            .addSubcommand(new ResourcesCommand())
            .addSubcommand(new HistoryCommand())
            .addSubcommand(new WhoCommand())
            .addSubcommand(new EventsCommand(clock))
            .addSubcommand(new FindingsCommand())
            .addSubcommand(new ComplianceCommand())
            .addSubcommand("trail", TrailCommand.of(clock))
            .addSubcommand(new PolicyCommand())
            .addSubcommand("guard", GuardCommand.of(clock))
            .addSubcommand(new SigmaCommand())
            .addSubcommand(new TokenCommand())
            .addSubcommand(new StatusCommand());
    line.addSubcommand(new CommandList(line));
    everywhere(line);
    line.setExecutionExceptionHandler(handler());
    line.setParameterExceptionHandler(Main::usage);
    return line;
  }

  private static void everywhere(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(true);
    if (line.getSubcommands().isEmpty()) {
      ExitStatus.describe(line.getCommandSpec());
    }
    line.getSubcommands().values().forEach(Main::everywhere);
  }

  /** The sentence and where to read on; the whole usage would push the sentence off the screen. */
  private static int usage(ParameterException e, String[] words) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("cairn: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("see " + line.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitStatus.USAGE.number();
  }

  private static IExecutionExceptionHandler handler() {
    return (exception, line, _) -> {
      PrintWriter err = line.getErr();
      int status;
      switch (exception) {
        case NotRunning e -> {
          err.println("cairn: " + e.getMessage());
          status = ExitStatus.NOT_RUNNING.number();
        }
        case Refused e -> {
          err.println(
              "cairn: " + OptionWords.of(String.valueOf(e.getMessage()), line.getCommandSpec()));
          status = ExitStatus.NO.number();
        }
        default -> throw exception;
      }
      err.flush();
      return status;
    };
  }
}

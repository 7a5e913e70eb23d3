package io.cairn.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;

/** Lists the commands for {@code ./cairn help}, and as the reference page of the documentation. */
@Command(name = "commands", hidden = true, description = "Lists the commands.")
final class CommandList implements Callable<Integer> {
  private static final List<String> EVERYWHERE =
      List.of(
          "--help", "--version", "--data", "--endpoint", "--profile", "--credentials", "--json");

  private final CommandLine root;

  @Option(names = "--markdown", description = "The reference page.")
  boolean markdown;

  CommandList(CommandLine root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    PrintWriter out = root.getOut();
    out.print(markdown ? page() : text());
    out.flush();
    return 0;
  }

  private record Row(
      String usage, String description, List<ArgSpec> options, Map<String, String> statuses) {}

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    collect("", root, rows);
    return rows;
  }

  private static void collect(String prefix, CommandLine line, List<Row> rows) {
    for (Map.Entry<String, CommandLine> each : line.getSubcommands().entrySet()) {
      CommandSpec spec = each.getValue().getCommandSpec();
      if (spec.usageMessage().hidden()) {
        continue;
      }
      String name = prefix + each.getKey();
      if (!each.getValue().getSubcommands().isEmpty()) {
        collect(name + " ", each.getValue(), rows);
      } else {
        rows.add(row(name, spec));
      }
    }
  }

  private static Row row(String name, CommandSpec spec) {
    var usage = new StringBuilder(name);
    List<ArgSpec> options = new ArrayList<>();
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "…" : "");
      usage.append(' ').append(parameter.required() ? label : "[" + label + "]");
    }
    for (OptionSpec option : spec.options()) {
      if (!EVERYWHERE.contains(option.longestName()) && !option.hidden()) {
        options.add(option);
      }
    }
    return new Row(
        usage.toString(),
        String.join(" ", spec.usageMessage().description()),
        options,
        spec.usageMessage().exitCodeList());
  }

  private static String written(ArgSpec arg) {
    return arg instanceof OptionSpec option
        ? option.arity().max() == 0
            ? option.longestName()
            : option.longestName() + " " + option.paramLabel()
        : arg.paramLabel();
  }

  private String text() {
    var text = new StringBuilder();
    text.append(
        "Looking at it (each with --json for the API's answer, --data DIR or --endpoint URL)\n");
    for (Row row : rows()) {
      text.append("  %-26s %s%n".formatted(row.usage(), row.description()));
    }
    return text.append("  Each explains its options with --help.\n").toString();
  }

  private void statuses(StringBuilder text) {
    text.append("| exit status | meaning |\n|---|---|\n");
    for (ExitStatus status : ExitStatus.values()) {
      text.append("| %d | %s |%n".formatted(status.number(), status.meaning()));
    }
    text.append("\n| command | exit statuses, and what they say where it differs |\n|---|---|\n");
    for (Row row : rows()) {
      StringJoiner all = new StringJoiner(", ");
      row.statuses().forEach((number, meaning) -> all.add(number + differing(number, meaning)));
      text.append("| `%s` | %s |%n".formatted(row.usage().replace("|", "\\|"), all));
    }
  }

  private static String differing(String number, String meaning) {
    boolean general =
        Arrays.stream(ExitStatus.values())
            .anyMatch(s -> number.equals(s.number() + "") && meaning.equals(s.meaning()));
    return general ? "" : " (" + meaning + ")";
  }

  private String page() {
    var text = new StringBuilder();
    text.append("# Commands that ask a suite\n\n");
    text.append("Generated from the commands themselves; a test compares the two.\n");
    text.append("`./cairn up`, `down`, `logs` and `test` are described by `./cairn help`.\n\n");
    text.append(
        "Every command takes `--json` (the API's answer instead of a table), `--data DIR` (the suite\n");
    text.append(
        "on that folder), or `--endpoint URL` with `--profile NAME` and `--credentials FILE`.\n\n");
    statuses(text);
    for (Row row : rows()) {
      text.append("%n## `%s`%n%n%s%n".formatted(row.usage(), row.description()));
      if (!row.options().isEmpty()) {
        text.append("\n| option | meaning |\n|---|---|\n");
        row.options()
            .forEach(
                option ->
                    text.append(
                        "| `%s` | %s |%n"
                            .formatted(
                                written(option).replace("|", "\\|"),
                                String.join(" ", option.description()))));
      }
    }
    return text.toString();
  }
}

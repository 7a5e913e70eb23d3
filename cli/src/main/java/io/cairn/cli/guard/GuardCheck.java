package io.cairn.cli.guard;

import io.cairn.guard.GuardDialect;
import io.cairn.guard.GuardOptions;
import io.cairn.guard.GuardRules;
import io.cairn.guard.GuardSyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Parses rule files and tells what in them does not do what it seems to. */
@Command(
    name = "check",
    exitCodeList = {
      "0:every file parses",
      "1:a file is not there or cannot be read",
      "5:a file does not parse"
    },
    description = "Parse and lint Guard rules; exit status 0 if all parse, 5 if one does not.")
final class GuardCheck implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Rule files, or folders with .guard and .ruleset files.")
  List<Path> paths = new ArrayList<>();

  @Option(
      names = "--guard2",
      description = "Take them as guard-2.x.x, as AWS Config's custom policies are written.")
  boolean second;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var options = new GuardOptions(second ? GuardDialect.V2 : GuardDialect.V3, false);
    int broken = 0;
    int warnings = 0;
    var files = Texts.find(paths, Texts.RULES);
    for (var file : files) {
      try {
        var text = new String(Texts.read(file), StandardCharsets.UTF_8);
        var found = GuardRules.parse(Texts.name(file), text, options).warnings();
        for (var each : found) {
          out.printf("%s:%d:%d warning: %s%n", file, each.line(), each.column(), each.message());
        }
        warnings += found.size();
      } catch (GuardSyntaxException bad) {
        out.printf("%s:%d:%d error: %s%n", file, bad.line(), bad.column(), bad.expected());
        broken++;
      }
    }
    out.printf(
        "%d of %d files parse, %d warnings%n", files.size() - broken, files.size(), warnings);
    out.flush();
    return broken == 0 ? Statuses.DONE : Statuses.ERROR;
  }
}

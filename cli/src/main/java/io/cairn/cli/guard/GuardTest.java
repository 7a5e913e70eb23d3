package io.cairn.cli.guard;

import io.cairn.guard.GuardDocumentException;
import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardRules;
import io.cairn.guard.GuardSyntaxException;
import io.cairn.guard.GuardTestFile;
import io.cairn.guard.GuardTestFile.Outcome;
import io.cairn.guard.Limits;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the unit tests of a rule file. */
@Command(
    name = "test",
    exitCodeList = {
      "0:every expectation is met",
      "1:a rule or a test file is wrong",
      "7:an expectation is not met"
    },
    description =
        "Run the tests of a Guard rule file; exit status 0 if all are met, 7 if one is not, 1 on an"
            + " error.")
final class GuardTest implements Callable<Integer> {

  private static final int STEPS = 1_000_000;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-r", "--rules-file"},
      required = true,
      paramLabel = "FILE",
      description = "The rule file.")
  Path rules = Path.of("");

  @Option(
      names = {"-t", "--test-data"},
      required = true,
      paramLabel = "PATH",
      description =
          "Its test file: a YAML list of name, input and expectations; or a folder of them.")
  Path data = Path.of("");

  private final Limits limits;

  GuardTest(Clock clock) {
    this.limits = new Limits(STEPS, 100, Optional.of(clock));
  }

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    try {
      Texts.find(List.of(rules), Texts.RULES);
      var text = new String(Texts.read(rules), StandardCharsets.UTF_8);
      var compiled = GuardRules.parse(Texts.name(rules), text);
      int differing = 0;
      for (var file : Texts.find(List.of(data), Texts.DATA)) {
        differing += run(compiled, file, out);
      }
      return differing == 0 ? Statuses.DONE : Statuses.MISMATCH;
    } catch (GuardSyntaxException
        | GuardDocumentException
        | GuardEvaluationException
        | IllegalArgumentException wrong) {
      spec.commandLine().getErr().println("cairn: " + wrong.getMessage());
      spec.commandLine().getErr().flush();
      return Statuses.TEST_ERROR;
    } finally {
      out.flush();
    }
  }

  private int run(GuardRules compiled, Path file, PrintWriter out) {
    int differing = 0;
    int number = 0;
    for (var one : GuardTestFile.parse(Texts.read(file)).cases()) {
      out.printf("Test case #%d%n", ++number);
      if (!one.name().isEmpty()) {
        out.printf("Name: %s%n", one.name());
      }
      for (var outcome : GuardTestFile.run(compiled, one, limits)) {
        out.println("  " + line(outcome));
        differing += outcome.holds() ? 0 : 1;
      }
    }
    return differing;
  }

  private static String line(Outcome outcome) {
    var actual = outcome.actual().size() == 1 ? outcome.actual().getFirst() : outcome.actual();
    if (outcome.expected() == null) {
      return "No expectation: " + outcome.rule() + ", evaluated = " + actual;
    }
    return outcome.holds()
        ? "PASS: " + outcome.rule() + ", expected = " + outcome.expected()
        : "FAIL: %s, expected = %s, evaluated = %s"
            .formatted(outcome.rule(), outcome.expected(), actual);
  }
}

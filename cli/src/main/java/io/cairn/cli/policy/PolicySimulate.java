package io.cairn.cli.policy;

import io.cairn.cli.suite.Refused;
import io.cairn.policy.simulate.Simulation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers each case of a file with one line, in order. */
@Command(
    name = "simulate",
    exitCodeList = {"0:every case was decided", "1:a case is wrong, or the file cannot be read"},
    description = "Decide cases, one JSON object a line, and print a line for each.")
final class PolicySimulate implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--cases",
      required = true,
      paramLabel = "FILE",
      description = "The cases: id, principal, action, resource, context and policies of each.")
  Path cases = Path.of("");

  @Option(
      names = "--explain",
      description = "Add why: each statement with the first element that failed.")
  boolean explain;

  @Override
  public Integer call() throws IOException {
    if (!Files.isReadable(cases) || Files.isDirectory(cases)) {
      throw new Refused("the file " + cases + " is not there or cannot be read; give --cases FILE");
    }
    PrintWriter out = spec.commandLine().getOut();
    long refused = 0;
    try (BufferedReader lines = Files.newBufferedReader(cases)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          Simulation.Answer answer = Simulation.answer(line, explain);
          out.println(answer.json());
          refused += answer.refused() ? 1 : 0;
        }
      }
    }
    out.flush();
    if (refused > 0) {
      throw new Refused(refused + (refused == 1 ? " case is" : " cases are") + " wrong, see error");
    }
    return 0;
  }
}

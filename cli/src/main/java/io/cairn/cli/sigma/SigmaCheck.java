package io.cairn.cli.sigma;

import io.cairn.cli.print.Output;
import io.cairn.sigma.CorrelationTests;
import io.cairn.sigma.Diagnostic;
import io.cairn.sigma.LogSource;
import io.cairn.sigma.RuleTests;
import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.TrafficSample;
import io.cairn.sigma.cost.Admission;
import io.cairn.sigma.cost.CostBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sigma check}: what the linter says, and whether the rules' own events hold. */
@Command(
    name = "check",
    exitCodeList = {
      "0:no error, and every event held",
      "1:a rule has an error, an event did not hold, or the rules cost too much"
    },
    description = {
      "Lint rules, run the events they carry, and reckon their cost.",
      "Ends with 0 when there is no error and every event held, 1 otherwise."
    })
final class SigmaCheck implements Callable<Integer> {
  @Mixin final Output output = new Output();

  @Parameters(paramLabel = "PATH", description = "A rule file, or a folder of them.")
  Path path = Path.of(".");

  @Override
  public Integer call() {
    SigmaCollection collection = RuleFiles.read(path);
    collection.diagnostics().stream().map(Diagnostic::toString).forEach(output::line);
    int failures = 0;
    int tested = 0;
    for (SigmaRule rule : collection.rules()) {
      tested += RuleTests.areIn(rule) ? 1 : 0;
      failures += tell(rule.origin(), rule.title(), RuleTests.failures(rule));
    }
    for (SigmaCorrelation each : collection.correlations()) {
      tested += CorrelationTests.areIn(each) ? 1 : 0;
      List<String> failed = CorrelationTests.failures(each, collection);
      failures += tell(each.origin(), each.header().title(), failed);
    }
    long errors = collection.diagnostics().stream().filter(Diagnostic::isError).count();
    boolean affordable = isAffordable(collection.rules());
    output.remark(
        "%d rules and %d correlations: %d errors, %d warnings; %d rules carry events, %d events failed"
            .formatted(
                collection.rules().size(),
                collection.correlations().size(),
                errors,
                collection.diagnostics().size() - errors,
                tested,
                failures));
    return errors == 0 && failures == 0 && affordable ? 0 : 1;
  }

  private int tell(String origin, String title, List<String> failures) {
    for (String failure : failures) {
      output.line("%s: test failed: %s: %s".formatted(origin, title, failure));
    }
    return failures.size();
  }

  private boolean isAffordable(List<SigmaRule> rules) {
    return switch (CostBudget.DEFAULT.admit(rules, LogSource.CLOUDTRAIL, TrafficSample.NONE)) {
      case Admission.Admitted(double nanos) -> {
        output.remark("the rules cost about %.0f ns an event".formatted(nanos));
        yield true;
      }
      case Admission.Refused refused -> {
        output.line("too dear: " + refused.reason());
        yield false;
      }
    };
  }
}

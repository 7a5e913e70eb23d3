package io.cairn.cli.guard;

import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardDocumentException;
import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardRules;
import io.cairn.guard.GuardStatus;
import io.cairn.guard.GuardSyntaxException;
import io.cairn.guard.GuardTemplate;
import io.cairn.guard.GuardValue;
import io.cairn.guard.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Applies rule files to templates or other documents. */
@Command(
    name = "validate",
    exitCodeList = {
      "0:no rule fails",
      "1:a file is not there or cannot be read",
      "5:a rule, a document or an evaluation is wrong",
      "19:a rule fails"
    },
    description =
        "Apply Guard rules to templates or items; exit status 0 if none fails, 19 if one does, 5 on"
            + " an error.")
final class GuardValidate implements Callable<Integer> {

  private static final int STEPS = 1_000_000;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-r", "--rules"},
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Rule files, or folders with .guard and .ruleset files.")
  List<Path> rules = new ArrayList<>();

  @Option(
      names = {"-d", "--data"},
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Documents, or folders with .json, .yaml, .yml, .jsn and .template files.")
  List<Path> data = new ArrayList<>();

  @Option(
      names = {"-i", "--input-parameters"},
      arity = "1..*",
      paramLabel = "FILE",
      description = "Documents that are merged into each one; no key may be in two.")
  List<Path> parameters = new ArrayList<>();

  @Option(
      names = {"-o", "--output-format"},
      paramLabel = "FORMAT",
      defaultValue = "single-line-summary",
      description = "single-line-summary, json or sarif (${DEFAULT-VALUE}).")
  ReportFormat format = ReportFormat.SINGLE_LINE_SUMMARY;

  private final Limits limits;
  private boolean wrong;

  GuardValidate(Clock clock) {
    this.limits = new Limits(STEPS, 100, Optional.of(clock));
  }

  @Override
  public Integer call() {
    var compiled = new ArrayList<GuardRules>();
    for (var file : Texts.find(rules, Texts.RULES)) {
      compile(file).ifPresent(compiled::add);
    }
    var extra = parameters.isEmpty() ? List.<Path>of() : Texts.find(parameters, Texts.DATA);
    var reports = new ArrayList<Report>();
    for (var file : Texts.find(data, Texts.DATA)) {
      document(file, extra).ifPresent(read -> reports.add(report(file, read, compiled)));
    }
    var out = spec.commandLine().getOut();
    out.print(format.write(reports));
    out.flush();
    spec.commandLine().getErr().flush();
    if (wrong) {
      return Statuses.ERROR;
    }
    boolean fails = reports.stream().anyMatch(report -> report.status() == GuardStatus.FAIL);
    return fails ? Statuses.FAIL : Statuses.DONE;
  }

  private void tell(String error) {
    wrong = true;
    spec.commandLine().getErr().println("cairn: " + error);
  }

  private Optional<GuardRules> compile(Path file) {
    try {
      var text = new String(Texts.read(file), StandardCharsets.UTF_8);
      return Optional.of(GuardRules.parse(Texts.name(file), text));
    } catch (GuardSyntaxException bad) {
      tell("%s:%d:%d %s".formatted(file, bad.line(), bad.column(), bad.expected()));
      return Optional.empty();
    }
  }

  /** A document as it stands, and merged with the parameters. */
  private record Read(GuardTemplate template, GuardDocument merged) {}

  private Optional<Read> document(Path file, List<Path> extra) {
    Path at = file;
    try {
      var template = GuardTemplate.parse(Texts.read(file));
      var merged = template.document();
      for (var each : extra) {
        at = each;
        var more = GuardTemplate.parse(Texts.read(each)).document().root().entries();
        for (Map.Entry<String, GuardValue> entry : more.entrySet()) {
          merged = merged.with(entry.getKey(), entry.getValue());
        }
      }
      return Optional.of(new Read(template, merged));
    } catch (GuardDocumentException | IllegalArgumentException bad) {
      tell(at + ": " + bad.getMessage());
      return Optional.empty();
    }
  }

  private Report report(Path file, Read read, List<GuardRules> compiled) {
    var report = new Report(file);
    for (var each : compiled) {
      try {
        var result = each.evaluate(read.merged, Map.of(), limits);
        report.files().add(new Report.File(each.name(), result.rules()));
        if (result.status() == GuardStatus.FAIL) {
          for (var finding : each.findings(read.merged, Map.of(), limits)) {
            var place = read.template.locate(finding.pointer());
            report.reasons().add(new Report.Reason(each.name(), finding, place));
          }
        }
      } catch (GuardEvaluationException error) {
        @Nullable String reason = error.getMessage();
        report.errors().add(String.valueOf(reason));
        tell(file + ": " + reason);
      }
    }
    return report;
  }
}

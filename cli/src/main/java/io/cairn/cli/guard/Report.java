package io.cairn.cli.guard;

import io.cairn.guard.GuardFinding;
import io.cairn.guard.GuardResult.RuleResult;
import io.cairn.guard.GuardStatus;
import io.cairn.guard.GuardTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the rule files say of one document. */
final class Report {

  /** The rules of one file with their statuses. */
  record File(String rules, List<RuleResult> results) {}

  /** Why a rule fails, and where in the document. */
  record Reason(String rules, GuardFinding finding, GuardTemplate.Place place) {}

  private final Path data;
  private final List<File> files = new ArrayList<>();
  private final List<Reason> reasons = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  Report(Path data) {
    this.data = data;
  }

  Path data() {
    return data;
  }

  List<File> files() {
    return files;
  }

  List<Reason> reasons() {
    return reasons;
  }

  List<String> errors() {
    return errors;
  }

  GuardStatus status() {
    var all =
        files.stream().flatMap(file -> file.results.stream()).map(RuleResult::status).toList();
    if (all.contains(GuardStatus.FAIL)) {
      return GuardStatus.FAIL;
    }
    return all.contains(GuardStatus.PASS) ? GuardStatus.PASS : GuardStatus.SKIP;
  }
}

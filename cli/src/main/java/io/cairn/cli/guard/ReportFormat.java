package io.cairn.cli.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.guard.GuardStatus;
import java.util.List;
import java.util.Locale;

/** How {@code validate} writes what it found. */
enum ReportFormat {
  SINGLE_LINE_SUMMARY,
  JSON,
  SARIF;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String write(List<Report> reports) {
    return switch (this) {
      case SINGLE_LINE_SUMMARY -> summary(reports);
      case JSON -> json(reports);
      case SARIF -> SarifLog.of(reports, MAPPER).toPrettyString() + "\n";
    };
  }

  private static String summary(List<Report> reports) {
    var out = new StringBuilder();
    for (var report : reports) {
      out.append("%s Status = %s%n".formatted(report.data(), report.status()));
      for (var status : List.of(GuardStatus.SKIP, GuardStatus.PASS, GuardStatus.FAIL)) {
        var lines = lines(report, status);
        if (!lines.isEmpty()) {
          out.append(status == GuardStatus.FAIL ? "FAILED" : status)
              .append(" rules\n")
              .append(lines);
        }
      }
      for (var reason : report.reasons()) {
        out.append(
            "%s:%d:%d %s [%s/%s %d:%d]%n"
                .formatted(
                    report.data(),
                    reason.place().line(),
                    reason.place().column(),
                    reason.finding().sentence(),
                    reason.rules(),
                    reason.finding().rule(),
                    reason.finding().line(),
                    reason.finding().column()));
      }
      out.append("---\n");
    }
    return out.toString();
  }

  private static String lines(Report report, GuardStatus status) {
    var out = new StringBuilder();
    for (var file : report.files()) {
      for (var rule : file.results()) {
        if (rule.status() == status) {
          out.append("%s/%s %s%n".formatted(file.rules(), rule.name(), status));
        }
      }
    }
    return out.toString();
  }

  private static String json(List<Report> reports) {
    var all = MAPPER.createArrayNode();
    for (var report : reports) {
      var one = all.addObject();
      one.put("name", report.data().toString());
      one.put("status", report.status().toString());
      var rules = one.putArray("rules");
      for (var file : report.files()) {
        for (var rule : file.results()) {
          rules
              .addObject()
              .put("file", file.rules())
              .put("rule", rule.name())
              .put("status", rule.status().toString());
        }
      }
      var findings = one.putArray("findings");
      report.reasons().forEach(reason -> finding(findings.addObject(), reason));
      var errors = one.putArray("errors");
      report.errors().forEach(errors::add);
    }
    return all.toPrettyString() + "\n";
  }

  private static void finding(ObjectNode out, Report.Reason reason) {
    var finding = reason.finding();
    out.put("file", reason.rules()).put("rule", finding.rule());
    out.put("clause", finding.clause());
    out.put("clauseLine", finding.line()).put("clauseColumn", finding.column());
    out.put("path", finding.path()).put("pointer", finding.pointer());
    out.put("line", reason.place().line()).put("column", reason.place().column());
    out.put("found", finding.found()).put("wanted", finding.wanted());
    out.put("message", finding.message());
    out.put("sentence", finding.sentence());
  }
}

package io.cairn.cli.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeSet;

/** SARIF 2.1.0, as code scanners and editors read it. */
final class SarifLog {

  private SarifLog() {}

  static ObjectNode of(List<Report> reports, ObjectMapper mapper) {
    var log = mapper.createObjectNode();
    log.put("version", "2.1.0");
    var run = log.putArray("runs").addObject();
    var driver = run.putObject("tool").putObject("driver");
    driver.put("name", "cairn guard");
    var names = new TreeSet<String>();
    reports.forEach(report -> report.reasons().forEach(reason -> names.add(id(reason))));
    var rules = driver.putArray("rules");
    names.forEach(name -> rules.addObject().put("id", name));
    var results = run.putArray("results");
    for (var report : reports) {
      for (var reason : report.reasons()) {
        var result = results.addObject();
        result.put("ruleId", id(reason)).put("level", "error");
        result.putObject("message").put("text", reason.finding().sentence());
        var place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", report.data().toString().replace('\\', '/'));
        place
            .putObject("region")
            .put("startLine", reason.place().line())
            .put("startColumn", reason.place().column());
      }
    }
    return log;
  }

  private static String id(Report.Reason reason) {
    return reason.rules() + "/" + reason.finding().rule();
  }
}

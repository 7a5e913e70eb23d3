package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Connection;
import io.cairn.cli.suite.Query;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compliance}: which resources break which rule. */
@Command(
    name = "compliance",
    description = "Which resources break which rule; --rules for the rules with their counts.")
public final class ComplianceCommand implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();
  @Mixin final Paging paging = new Paging();

  @Option(names = "--rules", description = "One row for each rule.")
  boolean rules;

  @Option(names = "--rule", paramLabel = "NAME", description = "One rule.")
  @Nullable String configRuleName;

  @Option(
      names = "--result",
      paramLabel = "RESULT",
      description =
          "NON_COMPLIANT (the default), COMPLIANT, INSUFFICIENT_DATA, NOT_APPLICABLE, or ALL.")
  String result = "NON_COMPLIANT";

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "In this account.")
  @Nullable String accountId;

  @Option(names = "--region", paramLabel = "REGION", description = "In this region.")
  @Nullable String region;

  @Option(names = "--type", paramLabel = "TYPE", description = "Of this type.")
  @Nullable String resourceType;

  @Option(names = "--resource", paramLabel = "ID", description = "Of one resource.")
  @Nullable String resourceId;

  @Override
  public Integer call() {
    if (rules) {
      paging.show(
          connection.api(),
          () -> Query.of("/api/v1/config/compliance/rules"),
          output,
          ComplianceCommand::summary);
    } else {
      paging.show(connection.api(), this::query, output, ComplianceCommand::table);
    }
    return 0;
  }

  private Query query() {
    return Query.of("/api/v1/config/compliance")
        .with("by", resourceId == null ? "rule" : "resource")
        .with("configRuleName", configRuleName)
        .with("complianceType", "ALL".equals(result) ? null : result)
        .with("accountId", accountId)
        .with("region", region)
        .with("resourceType", resourceType)
        .with("resourceId", resourceId);
  }

  private static Table table(JsonNode items) {
    var table =
        new Table("SEVERITY", "RULE", "RESULT", "ACCOUNT", "REGION", "TYPE", "RESOURCE", "WHY");
    for (JsonNode each : items) {
      table.row(
          Words.text(each, "severity"),
          Words.text(each, "configRuleName"),
          Words.text(each, "complianceType"),
          Words.text(each, "accountId"),
          Words.text(each, "region"),
          Words.text(each, "resourceType"),
          Words.text(each, "resourceId"),
          Words.first(each, "annotation", "description"));
    }
    return table;
  }

  private static Table summary(JsonNode items) {
    var table =
        new Table(
            "SEVERITY", "RULE", "NON_COMPLIANT", "COMPLIANT", "INSUFFICIENT_DATA", "DESCRIPTION");
    for (JsonNode each : items) {
      table.row(
          Words.text(each, "severity"),
          Words.text(each, "configRuleName"),
          count(each, "NON_COMPLIANT", "nonCompliant"),
          count(each, "COMPLIANT", "compliant"),
          count(each, "INSUFFICIENT_DATA", "insufficientData"),
          Words.text(each, "description"));
    }
    return table;
  }

  private static String count(JsonNode rule, String type, String field) {
    String counted = Words.text(rule.path("counts"), type);
    return counted.isEmpty() ? Words.text(rule, field) : counted;
  }
}

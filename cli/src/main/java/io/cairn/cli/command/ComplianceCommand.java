package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import io.cairn.cli.suite.Query;
import io.cairn.cli.suite.Refused;
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
  /** What a rule says of a resource; {@code ALL} for whatever it says. */
  enum Result {
    NON_COMPLIANT,
    COMPLIANT,
    INSUFFICIENT_DATA,
    NOT_APPLICABLE,
    ALL
  }

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
  Result complianceType = Result.NON_COMPLIANT;

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "In this account.")
  @Nullable String accountId;

  @Option(names = "--region", paramLabel = "REGION", description = "In this region.")
  @Nullable String region;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      converter = Shapes.Type.class,
      description = "Of this type.")
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
      checkRule(connection.api());
      paging.show(connection.api(), this::query, output, ComplianceCommand::table);
    }
    return 0;
  }

  /** A rule that is not there would break for no resource, as if all were well. */
  private void checkRule(Api api) {
    if (configRuleName == null) {
      return;
    }
    try {
      api.get(Query.of("/api/v1/config/rules/" + Query.encoded(configRuleName)));
    } catch (Refused e) {
      // Who may read results but not rules gets the results.
      if (e.isUnknown()) {
        throw e.saying(
            "there is no rule %s; ./cairn compliance --rules lists them".formatted(configRuleName));
      }
    }
  }

  private Query query() {
    return Query.of("/api/v1/config/compliance")
        .with("by", resourceId == null ? "rule" : "resource")
        .with("configRuleName", configRuleName)
        .with("complianceType", complianceType == Result.ALL ? null : complianceType)
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

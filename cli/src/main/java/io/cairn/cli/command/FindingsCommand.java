package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import io.cairn.cli.suite.Query;
import io.cairn.cli.suite.Refused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code findings}: what it means; with an id, one finding and its evidence. */
@Command(
    name = "findings",
    description = "What it means; with an ID, one finding and its evidence.")
public final class FindingsCommand implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();
  @Mixin final Paging paging = new Paging();

  @Parameters(paramLabel = "ID", arity = "0..1", description = "One finding.")
  @Nullable String findingId;

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      description = "Of this severity: critical, high, medium, low, informational.")
  @Nullable String severity;

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      description = "Of this severity or worse.")
  @Nullable String minSeverity;

  @Option(names = "--type", paramLabel = "TYPE", description = "detection or compliance.")
  @Nullable String type;

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "In this account.")
  @Nullable String accountId;

  @Option(names = "--resource", paramLabel = "ID", description = "On this resource.")
  @Nullable String resourceId;

  @Option(names = "--status", paramLabel = "STATUS", description = "As NEW or RESOLVED.")
  @Nullable String workflowStatus;

  @Override
  public Integer call() {
    Api api = connection.api();
    if (findingId == null) {
      paging.show(api, this::query, output, FindingsCommand::table);
    } else {
      output.answer(one(api, findingId), FindingsCommand::detail);
    }
    return 0;
  }

  private static JsonNode one(Api api, String findingId) {
    try {
      return api.get(Query.of("/api/v1/findings/" + Query.encoded(findingId)));
    } catch (Refused e) {
      throw e.isUnknown()
          ? e.saying("there is no finding %s; ./cairn findings lists them".formatted(findingId))
          : e;
    }
  }

  private Query query() {
    return Query.of("/api/v1/findings")
        .with("severity", lower(severity))
        .with("minSeverity", lower(minSeverity))
        .with("type", type)
        .with("accountId", accountId)
        .with("resourceId", resourceId)
        .with(
            "workflowStatus",
            workflowStatus == null ? null : workflowStatus.toUpperCase(Locale.ROOT));
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static Table table(JsonNode items) {
    var table =
        new Table(
            "SEVERITY",
            "LAST SEEN (UTC)",
            "TIMES",
            "ACCOUNT",
            "REGION",
            "RESOURCE",
            "ACTOR",
            "STATUS",
            "ID",
            "TITLE");
    for (JsonNode each : items) {
      table.row(
          Words.text(each, "severity"),
          Words.time(each, "lastSeen"),
          Words.text(each, "count"),
          Words.text(each, "accountId"),
          Words.text(each, "region"),
          Words.text(each, "resourceId"),
          actor(each),
          Words.text(each, "workflowStatus"),
          Words.text(each, "findingId"),
          Words.text(each, "title"));
    }
    return table;
  }

  private static String actor(JsonNode finding) {
    String actor = Words.text(finding, "actor");
    return actor.contains(":") ? actor.substring(actor.lastIndexOf(':') + 1) : actor;
  }

  private static String detail(JsonNode finding) {
    var text = new StringBuilder();
    for (String field : List.of("findingId", "title", "severity", "description", "type")) {
      line(text, field, Words.text(finding, field));
    }
    line(text, "rule", Words.text(finding, "source"));
    for (String field : List.of("accountId", "region", "resourceType", "resourceId")) {
      line(text, field, Words.text(finding, field));
    }
    line(text, "resourceName", resourceName(finding));
    line(text, "actor", actors(finding));
    for (String field : List.of("workflowStatus", "recordState", "count")) {
      line(text, field, Words.text(finding, field));
    }
    for (String field : List.of("firstSeen", "lastSeen")) {
      line(text, field, Words.time(finding, field) + " UTC");
    }
    line(text, "remediation", Words.text(finding, "remediation"));
    evidence(finding.path("evidence"), text);
    return text.toString();
  }

  private static void line(StringBuilder text, String field, String value) {
    String plain = Table.plain(value);
    if (!plain.isEmpty()) {
      text.append(String.format(Locale.ROOT, "%-14s  %s%n", field, plain));
    }
  }

  /** A finding of a rule names no resource by name; the item it judged does. */
  private static String resourceName(JsonNode finding) {
    String id = Words.text(finding, "resourceId");
    for (JsonNode item : finding.path("evidence").path("items")) {
      String name = Words.text(item, "resourceName");
      if (id.equals(Words.text(item, "resourceId")) && !name.equals(id)) {
        return name;
      }
    }
    return "";
  }

  /** A finding of a detection has its actor; else whoever its evidence's events name. */
  private static String actors(JsonNode finding) {
    String actor = Words.text(finding, "actor");
    Set<String> acted = new LinkedHashSet<>();
    finding
        .path("evidence")
        .path("events")
        .forEach(event -> acted.add(Words.text(event, "principalArn")));
    acted.remove("");
    return actor.isEmpty() ? String.join(", ", acted) : actor;
  }

  private static void evidence(JsonNode evidence, StringBuilder text) {
    var events = new Table("EVENT TIME (UTC)", "EVENT", "BY", "FROM", "EVENT ID", "MATCHED");
    for (JsonNode each : evidence.path("events")) {
      events.row(
          Words.time(each, "eventTime"),
          Words.text(each, "eventName"),
          Words.text(each, "principalArn"),
          Words.text(each, "sourceIPAddress"),
          Words.text(each, "eventId"),
          Words.text(each, "matched"));
    }
    if (!events.isEmpty()) {
      text.append(System.lineSeparator()).append(events);
    }
    var items = new Table("TYPE", "RESOURCE", "VERSION");
    for (JsonNode each : evidence.path("items")) {
      items.row(
          Words.text(each, "resourceType"),
          Words.text(each, "resourceId"),
          Words.text(each, "configurationStateId"));
    }
    if (!items.isEmpty()) {
      text.append(System.lineSeparator()).append(items);
    }
  }
}

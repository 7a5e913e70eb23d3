package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.print.Changes;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code who}: what changed on a resource, by whom, from where, and which rules flipped. */
@Command(
    name = "who",
    description = "What changed on a resource, by whom, from where, and which rules flipped.")
public final class WhoCommand implements Callable<Integer> {
  private static final int SHOWN = 8;
  private static final int WIDEST = 200;

  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();
  @Mixin final Paging paging = new Paging();
  @Mixin final ResourceChoice choice = new ResourceChoice();

  @Override
  public Integer call() {
    Api api = connection.api();
    JsonNode resource = choice.find(api);
    ObjectNode history =
        paging.read(api, () -> ResourceChoice.about("/api/v1/config/resources/history", resource));
    output.answer(history, whole -> text(resource, whole.path("items")));
    return 0;
  }

  private static String text(JsonNode resource, JsonNode items) {
    var text = new StringBuilder();
    text.append(
        "%s %s in %s %s%n"
            .formatted(
                Words.text(resource, "resourceType"),
                Table.plain(Words.first(resource, "resourceName", "resourceId")),
                Words.text(resource, "accountId"),
                Words.text(resource, "region")));
    for (int i = 0; i < items.size(); i++) {
      JsonNode older = i + 1 < items.size() ? items.get(i + 1).path("configurationItem") : null;
      version(
          items.get(i),
          older == null
              ? List.of()
              : Changes.between(older, items.get(i).path("configurationItem")),
          text);
    }
    return text.toString();
  }

  private static void version(JsonNode version, List<String> changes, StringBuilder text) {
    JsonNode item = version.path("configurationItem");
    text.append(
        "%n%s  %s%n"
            .formatted(
                Words.time(item, "configurationItemCaptureTime") + " UTC",
                Words.text(item, "configurationItemStatus")));
    JsonNode cause = version.path("cause");
    String status = Words.text(cause, "status");
    if (cause.path("events").isEmpty()) {
      line(text, "who", status.equals("none") ? "nobody: first seen" : status + " yet");
    }
    for (JsonNode event : cause.path("events")) {
      line(text, status.equals("ambiguous") ? "maybe" : "who", event(event));
    }
    changes.stream().limit(SHOWN).forEach(change -> line(text, "what", change));
    if (changes.size() > SHOWN) {
      line(text, "", "and %d more".formatted(changes.size() - SHOWN));
    }
    for (JsonNode flip : version.path("ruleChanges")) {
      String before = Words.text(flip, "oldComplianceType");
      line(
          text,
          "rule",
          "%s: %s%s  %s"
              .formatted(
                  Words.text(flip, "configRuleName"),
                  before.isEmpty() ? "" : before + " -> ",
                  Words.text(flip, "newComplianceType"),
                  Words.text(flip, "annotation")));
    }
  }

  private static String event(JsonNode event) {
    String key = Words.text(event, "accessKeyId");
    return "%s by %s from %s%s at %s  (event %s)"
        .formatted(
            Words.text(event, "eventName"),
            Causes.who(event),
            Words.first(event, "sourceIPAddress"),
            key.isEmpty() ? "" : " with " + key,
            Words.time(event, "eventTime") + " UTC",
            Words.text(event, "eventId"));
  }

  private static void line(StringBuilder text, String label, String what) {
    String plain = Table.plain(what);
    String cut = plain.length() > WIDEST ? plain.substring(0, WIDEST - 1) + "…" : plain;
    text.append(String.format(Locale.ROOT, "  %-5s  %s%n", label, cut));
  }
}

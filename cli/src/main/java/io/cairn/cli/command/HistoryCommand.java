package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Changes;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code history}: the versions of one resource, newest first. */
@Command(name = "history", description = "The versions of one resource, newest first.")
public final class HistoryCommand implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();
  @Mixin final Paging paging = new Paging();
  @Mixin final ResourceChoice choice = new ResourceChoice();

  @Override
  public Integer call() {
    Api api = connection.api();
    JsonNode resource = choice.find(api);
    paging.show(
        api,
        () -> ResourceChoice.about("/api/v1/config/resources/history", resource),
        output,
        HistoryCommand::table);
    return 0;
  }

  private static Table table(JsonNode items) {
    var table = new Table("TIME (UTC)", "STATUS", "VERSION", "CAUSE", "CHANGED");
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i).path("configurationItem");
      boolean hasOlder = i + 1 < items.size();
      List<String> changes =
          hasOlder ? Changes.between(items.get(i + 1).path("configurationItem"), item) : List.of();
      table.row(
          Words.time(item, "configurationItemCaptureTime"),
          Words.text(item, "configurationItemStatus"),
          Words.text(item, "configurationStateId"),
          Causes.brief(items.get(i).path("cause")),
          Causes.counted(changes));
    }
    return table;
  }
}

package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Connection;
import io.cairn.cli.suite.Query;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code account list}. */
@Command(name = "list", description = "The accounts and how they are reached.")
final class AccountList implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();
  @Mixin final Paging paging = new Paging();

  @Override
  public Integer call() {
    paging.show(
        connection.api(), () -> Query.of("/api/v1/config/accounts"), output, AccountList::table);
    return 0;
  }

  private static Table table(JsonNode items) {
    var table = new Table("ACCOUNT", "REGIONS", "ROLE", "ENDPOINT");
    for (JsonNode each : items) {
      var regions = new StringJoiner(",");
      each.path("regions").forEach(r -> regions.add(r.asText()));
      table.row(
          Words.text(each, "accountId"),
          regions.toString(),
          Words.text(each, "roleArn"),
          Words.text(each, "endpoint"));
    }
    return table;
  }
}

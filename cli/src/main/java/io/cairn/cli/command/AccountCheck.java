package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import io.cairn.cli.suite.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code account check}: names each permission that is missing. */
@Command(name = "check", description = "Try the account's access; name each missing permission.")
final class AccountCheck implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();

  @Parameters(paramLabel = "ACCOUNT", description = "The 12 digits of the account.")
  String accountId = "";

  @Override
  public Integer call() {
    JsonNode answer =
        connection
            .api()
            .post(
                "/api/v1/config/accounts/" + Query.encoded(accountId) + "/check",
                Api.JSON.createObjectNode());
    JsonNode missing = answer.path("missing");
    output.answer(answer, _ -> text(missing));
    return missing.isEmpty() ? 0 : 1;
  }

  private Object text(JsonNode missing) {
    if (missing.isEmpty()) {
      return "%s can be recorded: nothing is missing%n".formatted(accountId);
    }
    var table = new Table("MISSING", "REGION", "ANSWER");
    for (JsonNode each : missing) {
      table.row(
          Words.first(each, "permission", "action"),
          Words.text(each, "region"),
          Words.first(each, "detail", "errorMessage", "errorCode", "code"));
    }
    return table;
  }
}

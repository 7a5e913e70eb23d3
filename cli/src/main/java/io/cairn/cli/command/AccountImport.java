package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import io.cairn.cli.suite.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code account import}: many accounts from one file. */
@Command(
    name = "import",
    description =
        "Record the accounts of a file: JSON or CSV with accountId, roleArn, externalId, regions, endpoint;"
            + " or what `aws organizations list-accounts` prints, with --role-name.")
final class AccountImport implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();

  @Parameters(paramLabel = "FILE", description = "The file.")
  Path file = Path.of("");

  @Option(
      names = "--role-name",
      paramLabel = "NAME",
      description = "The role in each account whose row names none.")
  @Nullable String roleName;

  @Option(
      names = "--external-id",
      paramLabel = "ID",
      description = "The external id for each account whose row names none.")
  @Nullable String externalId;

  @Override
  public Integer call() {
    List<ObjectNode> accounts = AccountFile.read(file, roleName, externalId);
    Api api = connection.api();
    var results = Api.JSON.createArrayNode();
    var table = new Table("ACCOUNT", "RESULT");
    int refused = 0;
    for (ObjectNode account : accounts) {
      String id = account.path("accountId").asText();
      var result = results.addObject().put("accountId", id);
      try {
        result.set("account", api.post("/api/v1/config/accounts", account));
        table.row(id, "recorded");
      } catch (Refused e) {
        refused++;
        result.put("refused", e.getMessage());
        table.row(id, String.valueOf(e.getMessage()));
      }
    }
    JsonNode answer = Api.JSON.createObjectNode().set("items", results);
    output.answer(answer, _ -> table);
    return refused == 0 ? 0 : 1;
  }
}

package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code account check}: names each permission that is missing, and each that was not tried. */
@Command(name = "check", description = "Try the account's access; name each missing permission.")
final class AccountCheck implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();

  @Parameters(paramLabel = "ACCOUNT", description = "The 12 digits of the account.")
  String accountId = "";

  @Override
  public Integer call() {
    JsonNode answer = AccountPost.to(connection.api(), accountId, "check");
    JsonNode missing = answer.path("missing");
    boolean reachable = answer.path("reachable").asBoolean(true);
    output.answer(answer, _ -> reachable ? text(missing, untried(answer)) : unreachable(answer));
    return reachable && missing.isEmpty() ? 0 : 1;
  }

  private static List<String> untried(JsonNode answer) {
    return StreamSupport.stream(answer.path("actions").spliterator(), false)
        .filter(action -> Words.text(action, "status").equals("untried"))
        .map(action -> Words.text(action, "action"))
        .toList();
  }

  private String unreachable(JsonNode answer) {
    return "%s cannot be recorded: %s%n"
        .formatted(accountId, Table.plain(Words.text(answer, "detail")));
  }

  private String text(JsonNode missing, List<String> untried) {
    var text = new StringBuilder();
    if (missing.isEmpty()) {
      text.append("%s can be recorded: nothing is missing%n".formatted(accountId));
    } else {
      text.append(missing(missing));
    }
    if (!untried.isEmpty()) {
      text.append(
          "%nNot tried, for the account has nothing to try it on (%d):%n"
              .formatted(untried.size()));
      untried.forEach(action -> text.append("  ").append(Table.plain(action)).append('\n'));
    }
    return text.toString();
  }

  private static Table missing(JsonNode missing) {
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

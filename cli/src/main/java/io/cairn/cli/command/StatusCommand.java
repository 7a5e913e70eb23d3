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

/** {@code status}: whether a suite runs, where, and how its parts are. */
@Command(name = "status", description = "Whether a suite runs, where, and how its parts are.")
public final class StatusCommand implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();

  @Override
  public Integer call() {
    Api api = connection.api();
    output.answer(
        api.get(Query.of("/api/v1/status")),
        answer -> "Cairn runs at " + api.base() + System.lineSeparator() + text(answer, ""));
    return 0;
  }

  private static StringBuilder text(JsonNode node, String indent) {
    var text = new StringBuilder();
    for (var field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.isObject()) {
        text.append(indent).append(field.getKey()).append(System.lineSeparator());
        text.append(text(value, indent + "  "));
      } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
        text.append(indent).append(field.getKey()).append(System.lineSeparator());
        text.append(rows(value).toString().indent(indent.length() + 2));
      } else {
        text.append(
            "%s%-24s  %s%n"
                .formatted(indent, field.getKey(), Table.plain(Words.text(node, field.getKey()))));
      }
    }
    return text;
  }

  private static Table rows(JsonNode array) {
    String[] heads = array.get(0).properties().stream().map(e -> e.getKey()).toArray(String[]::new);
    var table = new Table(heads);
    for (JsonNode each : array) {
      String[] cells = new String[heads.length];
      for (int i = 0; i < heads.length; i++) {
        cells[i] = Words.text(each, heads[i]);
      }
      table.row(cells);
    }
    return table;
  }
}

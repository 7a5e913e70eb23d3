package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Query;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every list, and the walk over its pages. */
final class Paging {
  private static final int LARGEST_PAGE = 1_000;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "Rows at most.")
  int limit = 50;

  @Option(names = "--all", description = "All rows, page by page.")
  boolean all;

  @Option(names = "--next", paramLabel = "TOKEN", description = "Go on where a page ended.")
  @Nullable String next;

  /**
   * Asks for the pages and prints them.
   *
   * @param query makes the query without paging arguments, afresh for each page
   * @param asTable prints the items of {@code {"items":[…]}}
   */
  void show(Api api, Supplier<Query> query, Output output, Function<JsonNode, Table> asTable) {
    ObjectNode answer = read(api, query);
    output.answer(
        answer,
        whole -> {
          Table table = asTable.apply(whole.path("items"));
          return table.isEmpty() ? "none\n" : table;
        });
    String more = answer.path("nextToken").asText("");
    if (!more.isEmpty() && !output.isJson()) {
      output.remark("There are more: add --all, or --next " + more);
    }
  }

  /** The rows that were asked for, as one page. */
  ObjectNode read(Api api, Supplier<Query> query) {
    ArrayNode items = Api.JSON.createArrayNode();
    String token = next;
    do {
      int wanted = all ? LARGEST_PAGE : Math.min(LARGEST_PAGE, limit - items.size());
      JsonNode page = api.get(query.get().with("limit", wanted).with("nextToken", token));
      page.path("items").forEach(items::add);
      String more = page.path("nextToken").asText("");
      token = more.isEmpty() || "null".equals(more) ? null : more;
    } while (token != null && (all || items.size() < limit));
    ObjectNode answer = Api.JSON.createObjectNode();
    answer.set("items", items);
    answer.put("nextToken", token);
    return answer;
  }
}

package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many events there are. Where the suite must read them one by one, each answer ends at its
 * time limit; the next goes on from its token, and the counts are added up.
 */
final class EventCounts {
  private static final Set<String> STEPS = Set.of("hour", "day");

  /** The fields as the filters of this command are named, too. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("name", "eventName"),
          Map.entry("source", "eventSource"),
          Map.entry("user", "username"),
          Map.entry("resource", "resourceName"),
          Map.entry("type", "resourceType"),
          Map.entry("key", "accessKeyId"),
          Map.entry("error", "errorCode"),
          Map.entry("ip", "sourceIPAddress"),
          Map.entry("account", "accountId"),
          Map.entry("principal", "principalArn"),
          Map.entry("read-only", "readOnly"));

  private final Api api;
  private final Output output;

  EventCounts(Api api, Output output) {
    this.api = api;
    this.output = output;
  }

  /** Whether it is a step of time. */
  static boolean isStep(String by) {
    return STEPS.contains(by);
  }

  /** What the API calls a field of this command. */
  static String attribute(String field) {
    return FIELDS.getOrDefault(field, field);
  }

  void count(Supplier<Query> query) {
    var sum = new long[1];
    ObjectNode last = all(query, answer -> sum[0] += answer.path("count").asLong());
    boolean isExact = last.path("scanned").asBoolean() || last.path("countIsExact").asBoolean();
    last.put("count", sum[0]).put("countIsExact", isExact);
    output.answer(
        last,
        _ -> isExact ? sum[0] + "\n" : "at least " + sum[0] + ": the time limit came first\n");
  }

  void histogram(Supplier<Query> query) {
    Map<String, Long> sums = new LinkedHashMap<>();
    ObjectNode last = all(query, answer -> add(answer, "from", sums));
    List<Map.Entry<String, Long>> steps = new ArrayList<>(sums.entrySet());
    steps.sort(Map.Entry.comparingByKey());
    ArrayNode items = last.putArray("items");
    steps.forEach(e -> items.addObject().put("from", e.getKey()).put("count", e.getValue()));
    output.answer(last, _ -> table("FROM (UTC)", items, item -> Words.time(item, "from")));
  }

  void top(String by, int limit, Supplier<Query> query) {
    Map<String, Long> sums = new LinkedHashMap<>();
    ObjectNode last =
        all(
            () -> query.get().with("by", by).with("limit", Math.min(limit, 1_000)),
            answer -> add(answer, "value", sums));
    List<Map.Entry<String, Long>> values = new ArrayList<>(sums.entrySet());
    values.sort(
        Comparator.comparingLong((Map.Entry<String, Long> e) -> -e.getValue())
            .thenComparing(Map.Entry::getKey));
    ArrayNode items = last.putArray("items");
    values.stream()
        .limit(limit)
        .forEach(
            e ->
                items
                    .addObject()
                    .put("value", e.getKey().isEmpty() ? null : e.getKey().substring(1))
                    .put("count", e.getValue()));
    output.answer(
        last, _ -> table(by.toUpperCase(Locale.ROOT), items, item -> Words.text(item, "value")));
  }

  /** A value that is there begins with a mark, so that none is what an absent one looks like. */
  private static void add(JsonNode answer, String field, Map<String, Long> sums) {
    for (JsonNode item : answer.path("items")) {
      JsonNode value = item.path(field);
      String text =
          field.equals("from") ? value.asText() : value.isNull() ? "" : "=" + value.asText();
      sums.merge(text, item.path("count").asLong(), Long::sum);
    }
  }

  private static Object table(String head, ArrayNode items, Function<JsonNode, String> text) {
    var table = new Table(head, "EVENTS");
    items.forEach(item -> table.row(text.apply(item), Words.text(item, "count")));
    return table.isEmpty() ? "none\n" : table;
  }

  /** Asks until no token follows; gives the last answer. */
  private ObjectNode all(Supplier<Query> query, Consumer<JsonNode> each) {
    String token = null;
    long examined = 0;
    JsonNode answer;
    do {
      answer = api.get(query.get().with("nextToken", token));
      each.accept(answer);
      examined += answer.path("examined").asLong();
      token = token(answer);
      if (token != null && !output.isJson()) {
        output.remark(examined + " events read one by one so far: no index holds what is asked");
      }
    } while (token != null);
    ObjectNode last = answer.deepCopy();
    if (examined > 0) {
      last.put("examined", examined);
    }
    return last;
  }

  private static @Nullable String token(JsonNode answer) {
    String token = answer.path("nextToken").asText("");
    return token.isEmpty() || token.equals("null") ? null : token;
  }
}

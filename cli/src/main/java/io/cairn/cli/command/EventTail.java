package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.NotRunning;
import io.cairn.cli.suite.Query;
import io.cairn.cli.suite.Refused;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints events as they are stored, until it is interrupted or the suite refuses. */
final class EventTail {
  private static final int WAIT_SECONDS = 20;

  private final Api api;
  private final Output output;

  EventTail(Api api, Output output) {
    this.api = api;
    this.output = output;
  }

  /** Follows from now on, or from behind a token; what ends it says how to go on. */
  int follow(Supplier<Query> query, @Nullable String from) {
    String token = from;
    try {
      while (true) {
        JsonNode page = api.get(query.get().with("nextToken", token).with("wait", WAIT_SECONDS));
        if (page.path("missed").asBoolean()) {
          output.remark("Some events came and went before they were read: look them up.");
        }
        page.path("items").forEach(this::print);
        token = page.path("nextToken").asText();
      }
    } catch (NotRunning | Refused e) {
      if (token != null) {
        output.remark("Go on with: --tail --next " + token);
      }
      throw e;
    }
  }

  private void print(JsonNode event) {
    if (output.isJson()) {
      output.line(event.toString());
      return;
    }
    String error = Words.text(event, "errorCode");
    output.line(
        Table.plain(
            "%s  %s  %-14s  %-32s  %-24s  %s%s"
                .formatted(
                    Words.time(event, "eventTime"),
                    Words.text(event, "accountId"),
                    Words.text(event, "awsRegion"),
                    Words.text(event, "eventName"),
                    Words.first(event, "username", "principalArn"),
                    Words.text(event, "sourceIPAddress"),
                    error.isEmpty() ? "" : "  " + error)));
  }
}

package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Connection;
import io.cairn.cli.suite.Query;
import java.time.Clock;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code events}: what happened, by any combination of attributes. */
@Command(name = "events", description = "What happened, newest first.")
public final class EventsCommand implements Callable<Integer> {
  private final Clock clock;

  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();
  @Mixin final Paging paging = new Paging();

  @Mixin final EventFilters filters = new EventFilters();

  @ArgGroup(exclusive = true)
  @Nullable Mode mode;

  /** What is asked about the events instead of a list of them. */
  static final class Mode {
    @Option(names = "--count", description = "Only how many there are.")
    boolean count;

    @Option(
        names = "--by",
        paramLabel = "FIELD",
        description =
            "How many there are by hour, day, name, source, user, resource, type, key, error, ip, account, region, principal or read-only.")
    @Nullable String by;

    @Option(
        names = "--tail",
        description = "Events as they are stored, until interrupted; with --json one a line.")
    boolean tail;
  }

  /** The command, with the clock that {@code --since 24h} counts from. */
  public EventsCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (mode != null) {
      return ask(mode);
    }
    paging.show(
        connection.api(), () -> query("/api/v1/trail/events"), output, EventsCommand::table);
    return 0;
  }

  private int ask(Mode asked) {
    Function<String, Query> query = what -> query("/api/v1/trail/events/" + what);
    if (asked.tail) {
      return new EventTail(connection.api(), output).follow(() -> query.apply("tail"), paging.next);
    }
    var counts = new EventCounts(connection.api(), output);
    String by = asked.by;
    if (by == null) {
      counts.count(() -> query.apply("count"));
    } else if (EventCounts.isStep(by)) {
      counts.histogram(() -> query.apply("histogram").with("by", by));
    } else {
      counts.top(EventCounts.attribute(by), paging.limit, () -> query.apply("top"));
    }
    return 0;
  }

  private Query query(String path) {
    return filters.on(Query.of(path), clock.instant());
  }

  private static Table table(JsonNode items) {
    var table =
        new Table("TIME (UTC)", "ACCOUNT", "REGION", "EVENT", "BY", "FROM", "ERROR", "RESOURCES");
    for (JsonNode each : items) {
      var resources = new StringJoiner(", ");
      each.path("resources").forEach(r -> resources.add(Words.text(r, "resourceName")));
      table.row(
          Words.time(each, "eventTime"),
          Words.text(each, "accountId"),
          Words.text(each, "awsRegion"),
          Words.text(each, "eventName"),
          Words.first(each, "username", "principalArn"),
          Words.text(each, "sourceIPAddress"),
          Words.text(each, "errorCode"),
          resources.toString());
    }
    return table;
  }
}

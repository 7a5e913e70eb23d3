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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code events}: what happened, by any combination of attributes. */
@Command(name = "events", description = "What happened, newest first.")
public final class EventsCommand implements Callable<Integer> {
  private final Clock clock;

  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();
  @Mixin final Paging paging = new Paging();

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From then on: a time, a day, or 24h.")
  @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Before then.")
  @Nullable String until;

  @Option(names = "--id", paramLabel = "ID", description = "The event with this id.")
  @Nullable String eventId;

  @Option(names = "--name", paramLabel = "NAME", description = "As PutBucketPolicy.")
  @Nullable String eventName;

  @Option(names = "--source", paramLabel = "SOURCE", description = "As s3.amazonaws.com.")
  @Nullable String eventSource;

  @Option(names = "--user", paramLabel = "NAME", description = "By this user or session.")
  @Nullable String username;

  @Option(names = "--key", paramLabel = "ID", description = "With this access key.")
  @Nullable String accessKeyId;

  @Option(names = "--resource", paramLabel = "NAME", description = "On this resource.")
  @Nullable String resourceName;

  @Option(names = "--type", paramLabel = "TYPE", description = "On resources of this type.")
  @Nullable String resourceType;

  @Option(
      names = "--read-only",
      arity = "1",
      paramLabel = "true|false",
      description = "Reads, or writes.")
  @Nullable Boolean readOnly;

  @Option(names = "--error", paramLabel = "CODE", description = "That failed with this code.")
  @Nullable String errorCode;

  @Option(names = "--ip", paramLabel = "ADDRESS", description = "From this address.")
  @Nullable String sourceIpAddress;

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "In this account.")
  @Nullable String accountId;

  @Option(names = "--region", paramLabel = "REGION", description = "In this region.")
  @Nullable String region;

  @Option(
      names = "--path",
      paramLabel = "PATH=VALUE",
      description = "Whose record has this value at this JSON path.")
  @Nullable String jsonPath;

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
    String from = time(since);
    String to = time(until);
    if (mode != null) {
      return ask(mode, from, to);
    }
    paging.show(
        connection.api(),
        () -> query("/api/v1/trail/events", from, to),
        output,
        EventsCommand::table);
    return 0;
  }

  private int ask(Mode asked, @Nullable String from, @Nullable String to) {
    Function<String, Query> query = what -> query("/api/v1/trail/events/" + what, from, to);
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

  private @Nullable String time(@Nullable String text) {
    try {
      return text == null ? null : Words.instant(text, clock.instant()).toString();
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw e;
      }
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Query query(String path, @Nullable String from, @Nullable String to) {
    return Query.of(path)
        .with("startTime", from)
        .with("endTime", to)
        .with("eventId", eventId)
        .with("eventName", eventName)
        .with("eventSource", eventSource)
        .with("username", username)
        .with("accessKeyId", accessKeyId)
        .with("resourceName", resourceName)
        .with("resourceType", resourceType)
        .with("readOnly", readOnly)
        .with("errorCode", errorCode)
        .with("sourceIPAddress", sourceIpAddress)
        .with("accountId", accountId)
        .with("region", region)
        .with("path", jsonPath);
  }

  private static Table table(JsonNode items) {
    var table = new Table("TIME", "ACCOUNT", "REGION", "EVENT", "BY", "FROM", "ERROR", "RESOURCES");
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

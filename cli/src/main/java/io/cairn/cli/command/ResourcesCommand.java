package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Connection;
import io.cairn.cli.suite.Query;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code resources}: what exists. */
@Command(name = "resources", description = "What exists.")
public final class ResourcesCommand implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();
  @Mixin final Paging paging = new Paging();

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "Of one account.")
  @Nullable String accountId;

  @Option(names = "--region", paramLabel = "REGION", description = "In one region.")
  @Nullable String region;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      converter = Shapes.Type.class,
      description = "Of one type, as AWS::S3::Bucket.")
  @Nullable String resourceType;

  @Option(names = "--id", paramLabel = "ID", description = "With this id.")
  @Nullable String resourceId;

  @Option(names = "--name", paramLabel = "NAME", description = "With this name.")
  @Nullable String resourceName;

  @Option(names = "--deleted", description = "Deleted ones too.")
  boolean deleted;

  @Override
  public Integer call() {
    paging.show(connection.api(), this::query, output, ResourcesCommand::table);
    return 0;
  }

  private Query query() {
    return Query.of("/api/v1/config/resources")
        .with("accountId", accountId)
        .with("region", region)
        .with("resourceType", resourceType)
        .with("resourceId", resourceId)
        .with("resourceName", resourceName)
        .with("includeDeleted", deleted ? true : null);
  }

  static Table table(JsonNode items) {
    var table = new Table("ACCOUNT", "REGION", "TYPE", "ID", "NAME", "CHANGED (UTC)", "STATUS");
    for (JsonNode each : items) {
      table.row(
          Words.text(each, "accountId"),
          Words.text(each, "region"),
          Words.text(each, "resourceType"),
          Words.text(each, "resourceId"),
          Words.text(each, "resourceName"),
          Words.time(each, "configurationItemCaptureTime"),
          Words.text(each, "configurationItemStatus"));
    }
    return table;
  }
}

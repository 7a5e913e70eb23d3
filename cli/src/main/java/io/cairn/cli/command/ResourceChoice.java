package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Query;
import io.cairn.cli.suite.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One resource, named by a person: by id, name or ARN, narrowed where several have it. */
final class ResourceChoice {
  @Parameters(paramLabel = "RESOURCE", description = "The resource's id, name or ARN.")
  String resource = "";

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "In this account.")
  @Nullable String accountId;

  @Option(names = "--region", paramLabel = "REGION", description = "In this region.")
  @Nullable String region;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      converter = Shapes.Type.class,
      description = "Of this type, as AWS::S3::Bucket.")
  @Nullable String resourceType;

  /** The resource as the suite lists it; refuses none and more than one with a sentence. */
  JsonNode find(Api api) {
    boolean arn = resource.startsWith("arn:");
    Set<String> names = new LinkedHashSet<>(List.of(resource));
    if (arn) {
      names.add(resource.substring(resource.lastIndexOf(':') + 1));
      names.add(resource.substring(resource.lastIndexOf('/') + 1));
    }
    for (String name : names) {
      for (String way : List.of("resourceId", "resourceName")) {
        List<JsonNode> found = found(api, way, name, arn);
        if (found.size() == 1) {
          return found.getFirst();
        }
        if (found.size() > 1) {
          throw new Refused(several(found));
        }
      }
    }
    throw new Refused(
        "no resource with the %s %s is recorded; ./cairn resources lists what is"
            .formatted(arn ? "ARN" : "id or name", resource));
  }

  private List<JsonNode> found(Api api, String way, String name, boolean arn) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : api.get(query(way, name)).path("items")) {
      if (!arn || resource.equals(Words.text(each, "arn"))) {
        found.add(each);
      }
    }
    return found;
  }

  private Query query(String way, String name) {
    return Query.of("/api/v1/config/resources")
        .with(way, name)
        .with("accountId", accountId)
        .with("region", region)
        .with("resourceType", resourceType)
        .with("includeDeleted", true)
        .with("limit", 10);
  }

  private String several(List<JsonNode> found) {
    List<String> lines = new ArrayList<>();
    for (JsonNode each : found) {
      lines.add(
          "  --account %s --region %s --type %s"
              .formatted(
                  Words.text(each, "accountId"),
                  Words.text(each, "region"),
                  Words.text(each, "resourceType")));
    }
    return "several resources are called %s; say which:%n%s"
        .formatted(resource, String.join(System.lineSeparator(), lines));
  }

  /** The query for something about one resource. */
  static Query about(String path, JsonNode resource) {
    return Query.of(path)
        .with("accountId", Words.text(resource, "accountId"))
        .with("region", Words.text(resource, "region"))
        .with("resourceType", Words.text(resource, "resourceType"))
        .with("resourceId", Words.text(resource, "resourceId"));
  }
}

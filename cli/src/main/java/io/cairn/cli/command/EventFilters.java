package io.cairn.cli.command;

import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Query;
import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.JsonPath;
import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose events; all that are given must hold. */
public final class EventFilters {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From then on: a time, a day, or 24h.")
  @Nullable String startTime;

  @Option(names = "--until", paramLabel = "TIME", description = "Before then.")
  @Nullable String endTime;

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

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      converter = Shapes.Type.class,
      description = "On resources of this type.")
  @Nullable String resourceType;

  @Option(
      names = "--read-only",
      arity = "1",
      paramLabel = "true|false",
      description = "Reads, or writes.")
  @Nullable Boolean readOnly;

  @Option(names = "--error", paramLabel = "CODE", description = "That failed with this code.")
  @Nullable String errorCode;

  @Option(
      names = "--ip",
      paramLabel = "ADDRESS",
      converter = Shapes.Source.class,
      description = "From this address.")
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

  /** The filters as arguments of the API. */
  Query on(Query query, Instant now) {
    return query
        .with("startTime", time(startTime, now))
        .with("endTime", time(endTime, now))
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

  /** The filters as the store itself understands them, but for the times. */
  public Predicate predicate() {
    List<Predicate> all = new ArrayList<>();
    add(all, Attribute.EVENT_ID, eventId);
    add(all, Attribute.EVENT_NAME, eventName);
    add(all, Attribute.EVENT_SOURCE, eventSource);
    add(all, Attribute.USERNAME, username);
    add(all, Attribute.ACCESS_KEY_ID, accessKeyId);
    add(all, Attribute.RESOURCE_NAME, resourceName);
    add(all, Attribute.RESOURCE_TYPE, resourceType);
    add(all, Attribute.READ_ONLY, readOnly == null ? null : readOnly.toString());
    add(all, Attribute.ERROR_CODE, errorCode);
    add(all, Attribute.SOURCE_IP_ADDRESS, sourceIpAddress);
    add(all, Attribute.ACCOUNT_ID, accountId);
    add(all, Attribute.REGION, region);
    String path = jsonPath;
    if (path != null) {
      all.add(atPath(path));
    }
    return new Predicate.And(all);
  }

  private static void add(List<Predicate> all, Attribute attribute, @Nullable String value) {
    if (value != null) {
      all.add(new Predicate.Equal(attribute, value));
    }
  }

  private Predicate atPath(String text) {
    try {
      JsonPath.Parsed parsed = JsonPath.parsePrefix(text);
      String rest = parsed.rest();
      if (!rest.startsWith("=") && !rest.startsWith("~")) {
        throw new IllegalArgumentException(
            "expected =value (equal) or ~text (contains) at the end");
      }
      return new Predicate.AtPath(
          parsed.path(),
          rest.startsWith("=") ? Predicate.Operator.EQUAL : Predicate.Operator.CONTAINS,
          rest.substring(1));
    } catch (IllegalArgumentException e) {
      throw usage("--path " + text + " is not understood: " + e.getMessage(), e);
    }
  }

  /** The times between which events are chosen. */
  public Window window(Instant now) {
    return new Window(time(startTime, now), time(endTime, now));
  }

  private @Nullable Instant time(@Nullable String text, Instant now) {
    try {
      return text == null ? null : Words.instant(text, now);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()), e);
    }
  }

  private RuntimeException usage(String what, IllegalArgumentException cause) {
    CommandSpec spec = command;
    return spec == null ? cause : new ParameterException(spec.commandLine(), what, cause);
  }
}

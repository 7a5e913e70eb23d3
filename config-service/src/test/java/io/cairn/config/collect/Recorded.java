package io.cairn.config.collect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.aws.AwsCalls;
import io.cairn.aws.AwsClients;
import io.cairn.aws.AwsSettings;
import io.cairn.aws.AwsTarget;
import io.cairn.aws.RateLimits;
import io.cairn.aws.recorded.RecordedAws;
import io.cairn.aws.recorded.Scenario;
import io.cairn.config.collect.catalog.Collectors;
import io.cairn.config.item.ObservedResource;
import io.cairn.contracts.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Collectors at work on recorded answers, without a service around them. */
@NullMarked
public final class Recorded implements AutoCloseable {

  public static final String ACCOUNT = "111122223333";
  public static final String REGION = "us-east-1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RecordedAws aws = RecordedAws.start(Scenario.sample());
  private final AwsClients clients =
      new AwsClients(
          AwsSettings.ofDefaults("test").withAttempts(1).withPrivateEndpoints(true),
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(Scenario.SAMPLE_ACCESS_KEY, Scenario.SAMPLE_SECRET_KEY)));
  private final AwsCalls calls =
      new AwsCalls(clients, new RateLimits(Clock.systemUTC(), 1), new Random(1), time -> {});
  private final Collectors collectors = new Collectors();

  /** What a listing gave. */
  public record Listed(List<ObservedResource> found, List<String> unread, SessionNotes notes) {
    public ObservedResource only() {
      if (found.size() != 1) {
        throw new AssertionError("not one resource but " + found.size());
      }
      return found.getFirst();
    }

    public ObservedResource named(String name) {
      return found.stream()
          .filter(r -> name.equals(r.resourceName()) || name.equals(r.key().resourceId()))
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " was not found"));
    }
  }

  public Scenario scenario() {
    return aws.scenario();
  }

  public Listed list(String resourceType) {
    Collector collector = collectors.of(resourceType).orElseThrow();
    boolean regional = collector.type().reach() == Reach.REGION;
    return list(resourceType, regional ? REGION : TypeDeclaration.GLOBAL);
  }

  public Listed list(String resourceType, String region) {
    Session session = session(region.equals(TypeDeclaration.GLOBAL) ? REGION : region);
    List<ObservedResource> found = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    collectors
        .of(resourceType)
        .orElseThrow()
        .list(
            session,
            region,
            new ListingSink() {
              @Override
              public void found(ObservedResource resource) {
                if (resource.key().resourceType().equals(resourceType)) {
                  found.add(resource);
                }
              }

              @Override
              public void unread(String type, String in, String id) {
                unread.add(id);
              }
            });
    return new Listed(found, unread, session.notes());
  }

  public Looked describe(ObservedResource seen) {
    String region = seen.key().region();
    Session session = session(region.equals(TypeDeclaration.GLOBAL) ? REGION : region);
    return collectors
        .of(seen.key().resourceType())
        .orElseThrow()
        .describe(
            session, region, seen.key().resourceId(), new Known(seen.resourceName(), seen.arn()));
  }

  public Session session(String region) {
    return session(region, aws.endpoint(), calls);
  }

  public static Session session(String region, URI endpoint, AwsCalls calls) {
    var target = new AwsTarget(new AccountId(ACCOUNT), region, null, null, endpoint);
    return new Session(target, Set.of(REGION, "eu-west-1"), calls, Clock.systemUTC(), true);
  }

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clients.close();
    aws.close();
  }
}

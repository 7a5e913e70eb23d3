package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Query;
import io.cairn.cli.suite.Refused;
import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.s3.S3Access;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Loads the sample through the suite's own interfaces: the accounts are discovered by the
 * collectors, the log files are read from S3, and the last steps of the intrusion happen while the
 * suite watches, so that their changes have causes.
 */
public final class Demo {
  private static final long SEED = 20_260_101L;
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String EVENTS = "/api/v1/trail/events";

  private final DemoHost host;
  private final Api api;
  private final S3Access s3;
  private final Clock clock;
  private final Consumer<String> told;

  /**
   * Prepares the loading.
   *
   * @param host the sample's AWS endpoint and what is remembered
   * @param told hears a line for each step
   */
  public Demo(DemoHost host, Api api, S3Access s3, Clock clock, Consumer<String> told) {
    this.host = host;
    this.api = api;
    this.s3 = s3;
    this.clock = clock;
    this.told = told;
  }

  /**
   * Loads what is not loaded yet.
   *
   * @throws CannotStart naming the step that did not come to an end
   */
  public void load() {
    if (host.state().struck().isPresent()) {
      return;
    }
    try (var bucket = new DemoBucket(s3)) {
      discover();
      history(bucket);
      strike(bucket);
    } catch (Refused e) {
      throw new CannotStart("the sample could not be loaded: " + e.getMessage(), e);
    }
  }

  private void discover() {
    for (String account : Organisation.ACCOUNTS) {
      ObjectNode body =
          Api.JSON
              .createObjectNode()
              .put("accountId", account)
              .put("roleArn", Organisation.readerRole(account))
              .put("endpoint", host.address().toString());
      body.putArray("regions").add(Organisation.HOME_REGION).add(Organisation.GLOBAL_REGION);
      unlessThere(() -> api.post("/api/v1/config/accounts", body));
    }
    for (String account : Organisation.ACCOUNTS) {
      String path = "/api/v1/config/accounts/%s/discovery".formatted(account);
      String job = api.post(path, Api.JSON.createObjectNode()).path("jobId").asText();
      await("discovery of " + account, () -> isOver(job));
    }
    JsonNode all =
        api.get(Query.of("/api/v1/config/resources").with("count", true).with("limit", 1));
    told.accept("  sample: %s resources in two accounts".formatted(all.path("count").asText("?")));
  }

  private boolean isOver(String job) {
    String status = api.get(Query.of("/api/v1/config/jobs/" + job)).path("state").asText();
    if ("FAILED".equals(status)) {
      throw new CannotStart("the discovery of the sample failed; read ./cairn logs config-service");
    }
    return List.of("COMPLETED", "PARTIAL").contains(status);
  }

  private void history(DemoBucket bucket) {
    List<SampleEvents.Event> events = SampleEvents.history(host.clock(), SEED);
    bucket.deliver(LogFiles.of(events, "sample"));
    String source = source();
    poll(source);
    await("reading of the sample's log files", () -> stored() >= events.size());
    told.accept("  sample: %d events of two weeks".formatted(events.size()));
  }

  private long stored() {
    long sum = 0;
    for (String account : Organisation.ACCOUNTS) {
      Query query =
          Query.of(EVENTS).with("accountId", account).with("count", true).with("limit", 1);
      sum += api.get(query).path("count").asLong();
    }
    return sum;
  }

  private String source() {
    ObjectNode body =
        Api.JSON
            .createObjectNode()
            .put("name", "sample-organisation")
            .put("kind", "S3_LISTING")
            .put("bucket", DemoBucket.NAME)
            .put("region", Organisation.HOME_REGION);
    if (s3.endpoint() != null) {
      body.put("endpoint", s3.endpoint().toString());
    }
    unlessThere(() -> api.post("/api/v1/trail/sources", body));
    for (JsonNode each :
        api.get(Query.of("/api/v1/trail/sources").with("limit", 1000)).path("items")) {
      JsonNode settings = each.has("settings") ? each.path("settings") : each;
      if ("sample-organisation".equals(settings.path("name").asText())) {
        return each.path("id").asText(each.path("sourceId").asText());
      }
    }
    throw new CannotStart("the sample's source of log files is not listed");
  }

  private void poll(String source) {
    api.post("/api/v1/trail/sources/%s/poll".formatted(source), Api.JSON.createObjectNode());
  }

  private static void unlessThere(Runnable create) {
    try {
      create.run();
    } catch (Refused e) {
      if (e.status() != 409) {
        throw e;
      }
    }
  }

  // The resources change first and the log file comes after, as with AWS.
  private void strike(DemoBucket bucket) {
    var now = SampleClock.of(clock);
    List<SampleEvents.Event> events = SampleEvents.intrusion(now, SEED);
    long before = stored();
    host.strike(now);
    bucket.deliver(LogFiles.of(events, "strike"));
    String source = source();
    poll(source);
    await("reading of the intrusion's log files", () -> stored() >= before + events.size());
    await("recording of what the intruder changed", this::causeIsKnown);
    told.accept("  sample: an intrusion, %d events, just now".formatted(events.size()));
  }

  private boolean causeIsKnown() {
    Query query =
        Query.of("/api/v1/config/resources/history")
            .with("accountId", Organisation.PRODUCTION)
            .with("region", Organisation.HOME_REGION)
            .with("resourceType", "AWS::S3::Bucket")
            .with("resourceId", Organisation.OPENED_BUCKET)
            .with("limit", 1);
    JsonNode newest = api.get(query).path("items").path(0);
    return newest.path("cause").path("events").size() > 0;
  }

  private static void await(String what, BooleanSupplier done) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new CannotStart(
            "the %s did not end within %d minutes; read ./cairn logs"
                .formatted(what, LIMIT.toMinutes()));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(250);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CannotStart("interrupted during the " + what, e);
      }
    }
  }
}

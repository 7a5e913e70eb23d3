package io.cairn.config.discovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.aws.recorded.RecordedAws;
import io.cairn.aws.recorded.Scenario;
import io.cairn.testkit.access.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** A recorded account and the service's API about it, as the gateway would call it. */
@NullMarked
public final class RecordedAccount implements AutoCloseable {

  public static final String ACCOUNT = "111122223333";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final RecordedAws aws;

  private RecordedAccount(RecordedAws aws) {
    this.aws = aws;
  }

  /** Starts the endpoint; its base key is what the SDK's default chain finds first. */
  public static RecordedAccount start() {
    System.setProperty("aws.accessKeyId", Scenario.SAMPLE_ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", Scenario.SAMPLE_SECRET_KEY);
    return new RecordedAccount(RecordedAws.start(Scenario.sample()));
  }

  public Scenario scenario() {
    return aws.scenario();
  }

  public String endpoint() {
    return aws.endpoint().toString();
  }

  public static RequestSpecification as(String action) {
    return given().header("Authorization", TestTokens.bearer(action));
  }

  /** Adds the account through the role of the sample. */
  public Response add() {
    return add(
        Map.of(
            "accountId",
            ACCOUNT,
            "roleArn",
            "arn:aws:iam::" + ACCOUNT + ":role/cairn-read-only",
            "externalId",
            "cairn-example",
            "regions",
            List.of("us-east-1", "eu-west-1"),
            "endpoint",
            aws.endpoint().toString()));
  }

  public Response add(Map<String, Object> account) {
    return as("config:PutConfigurationAggregator")
        .contentType("application/json")
        .body(account)
        .post("/api/v1/config/accounts");
  }

  public void remove() {
    as("config:DeleteConfigurationAggregator").delete("/api/v1/config/accounts/" + ACCOUNT);
  }

  /** Starts a discovery; the job's id. */
  public String discover() {
    Response started =
        as("config:StartConfigurationRecorder")
            .post("/api/v1/config/accounts/" + ACCOUNT + "/discovery");
    assertThat(started.statusCode()).as(started.asString()).isEqualTo(202);
    return started.jsonPath().getString("jobId");
  }

  public JsonPath job(String id) {
    Response job =
        as("config:DescribeConfigurationRecorderStatus").get("/api/v1/config/jobs/" + id);
    assertThat(job.statusCode()).as(job.asString()).isEqualTo(200);
    return job.jsonPath();
  }

  /** Discovers and waits for the end. */
  public JsonPath discoverToTheEnd() {
    String id = discover();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(job(id).getString("endedAt")).as(job(id).prettify()).isNotNull());
    return job(id);
  }

  /** Whether the recorder holds a resource to exist. */
  public static List<String> ids(String resourceType) {
    return as("config:ListDiscoveredResources")
        .queryParam("accountId", ACCOUNT)
        .queryParam("resourceType", resourceType)
        .queryParam("limit", 1000)
        .get("/api/v1/config/resources")
        .jsonPath()
        .getList("items.findAll { !it.deleted }.resourceId", String.class);
  }

  @Override
  public void close() {
    aws.close();
  }
}

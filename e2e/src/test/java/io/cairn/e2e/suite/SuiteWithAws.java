package io.cairn.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.aws.recorded.RecordedAws;
import io.cairn.aws.recorded.Scenario;
import java.time.Duration;
import java.util.Map;

/** A suite, an AWS endpoint that serves recorded answers, and somebody who is told. */
public final class SuiteWithAws implements AutoCloseable {
  private final RecordedAws aws = RecordedAws.start(Scenario.sample());
  private final WebhookReceiver hooks = new WebhookReceiver();
  private final SuiteUnderTest suite =
      SuiteUnderTest.start(
          Map.of(
              "AWS_ACCESS_KEY_ID",
              Scenario.SAMPLE_ACCESS_KEY,
              "AWS_SECRET_ACCESS_KEY",
              Scenario.SAMPLE_SECRET_KEY,
              "CAIRN_AWS_ALLOW_PRIVATE_ENDPOINTS",
              "true",
              "CAIRN_FINDINGS_NOTIFICATION_ALLOW_PRIVATE_ADDRESSES",
              "true"),
          "--no-aot");

  /** The endpoint. */
  public RecordedAws aws() {
    return aws;
  }

  /** The receiver of webhooks. */
  public WebhookReceiver hooks() {
    return hooks;
  }

  /** The suite. */
  public SuiteUnderTest suite() {
    return suite;
  }

  /** Adds an account whose role may be assumed, and waits for the end of its discovery. */
  public void discover(Api api, String account) {
    String role = "arn:aws:iam::" + account + ":role/cairn";
    aws.scenario().assumable(role, null);
    Answer added =
        api.post(
            "/api/v1/config/accounts",
            "{\"accountId\":\"%s\",\"roleArn\":\"%s\",\"regions\":[\"eu-west-1\"],\"endpoint\":\"%s\"}"
                .formatted(account, role, aws.endpoint()));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    Answer started = api.post("/api/v1/config/accounts/" + account + "/discovery", "{}");
    String job = "/api/v1/config/jobs/" + started.body().path("jobId").asText();
    await("discovery of " + account)
        .atMost(Duration.ofMinutes(1))
        .until(() -> api.get(job).body().hasNonNull("endedAt"));
  }

  @Override
  public void close() {
    suite.close();
    hooks.close();
    aws.close();
  }
}

package io.cairn.e2e.suite;

import io.cairn.aws.recorded.RecordedAws;
import io.cairn.aws.recorded.Scenario;
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

  @Override
  public void close() {
    suite.close();
    hooks.close();
    aws.close();
  }
}

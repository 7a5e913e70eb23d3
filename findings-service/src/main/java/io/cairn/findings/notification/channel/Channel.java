package io.cairn.findings.notification.channel;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The way messages go to a target. */
public sealed interface Channel {
  /**
   * An HTTP POST, signed as Standard Webhooks has it.
   *
   * @param url where to
   * @param sealedSecret the signing secret, sealed
   */
  record Webhook(URI url, String sealedSecret) implements Channel {}

  /**
   * Publishing to a topic of SNS.
   *
   * @param topicArn the topic
   * @param roleArn role to assume; null means the base credentials
   * @param externalId external id the role asks for
   * @param endpoint URL to call instead of AWS's own
   */
  record Sns(
      String topicArn,
      @Nullable String roleArn,
      @Nullable String externalId,
      @Nullable URI endpoint)
      implements Channel {
    /** The topic's region. */
    public String region() {
      return topicArn.split(":", -1)[3];
    }

    /** The topic's account. */
    public String accountId() {
      return topicArn.split(":", -1)[4];
    }
  }
}

package io.cairn.findings.detection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.contracts.EventBatch;
import io.cairn.findings.Api;
import io.cairn.testkit.servers.KafkaProbe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Makes CloudTrail records and sends them as trail-service would. */
@NullMarked
public final class Events {
  private static final String TOPIC = "trail.event.recorded.v1";

  private Events() {}

  /** A record of a session of the role ci that sets a bucket's policy. */
  public static String putBucketPolicy(String account, String eventId, String time) {
    return """
        {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:%3$s",\
        "arn":"arn:aws:sts::%1$s:assumed-role/ci/%2$s","accountId":"%1$s","sessionContext":{"sessionIssuer":\
        {"type":"Role","arn":"arn:aws:iam::%1$s:role/team/ci","accountId":"%1$s","userName":"ci"}}},\
        "eventTime":"%3$s","eventSource":"s3.amazonaws.com","eventName":"PutBucketPolicy","awsRegion":"eu-west-1",\
        "sourceIPAddress":"198.51.100.7","requestParameters":{"bucketName":"logs-1"},"responseElements":null,\
        "eventID":"%2$s","readOnly":false,"resources":[{"accountId":"%1$s","type":"AWS::S3::Bucket",\
        "ARN":"arn:aws:s3:::logs-1"}],"eventType":"AwsApiCall","recipientAccountId":"%1$s"}"""
        .formatted(account, eventId, time);
  }

  /** A rule that matches {@link #putBucketPolicy} in one account. */
  public static String rule(String id, String account) {
    return """
        title: Policy of a bucket set in %2$s
        id: %1$s
        description: Somebody set the policy of a bucket.
        level: high
        logsource: {product: aws, service: cloudtrail}
        detection:
          call: {eventName: PutBucketPolicy, recipientAccountId: '%2$s'}
          condition: call
        """
        .formatted(id, account);
  }

  /** Adds {@link #rule} under an id of its own. */
  public static void addRule(String account) {
    Api.may("events:PutRule")
        .contentType("application/yaml")
        .body(rule("0000000e-0000-4000-8000-" + account, account).getBytes(UTF_8))
        .post(Api.FINDINGS + "/detections")
        .then()
        .statusCode(201);
  }

  /** Sends records of an account in as few Kafka records as they fit. */
  public static void send(KafkaProbe probe, String account, List<String> events) {
    List<byte[]> records = new ArrayList<>();
    events.forEach(event -> records.add(event.getBytes(UTF_8)));
    for (EventBatch batch : EventBatch.split(records)) {
      probe.send(TOPIC, account, batch.value(), batch.headers());
    }
  }
}

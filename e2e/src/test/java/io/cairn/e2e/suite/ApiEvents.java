package io.cairn.e2e.suite;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** CloudTrail records as the test's account would deliver them. */
public final class ApiEvents {
  /** Who makes the calls. */
  public static final String ACTOR = "arn:aws:iam::111122223333:user/mallory";

  private ApiEvents() {}

  /** A write call of {@link #ACTOR} that succeeded a moment ago. */
  public static String write(String service, String name, String requestParameters) {
    return event(service, name, requestParameters, Instant.now(), false, "");
  }

  /** Any call. */
  public static String event(
      String service,
      String name,
      String requestParameters,
      Instant at,
      boolean readOnly,
      String errorCode) {
    String error = errorCode.isEmpty() ? "" : "\"errorCode\":\"" + errorCode + "\",";
    return """
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDAMALLORY000000001","arn":"%s",\
        "accountId":"111122223333","accessKeyId":"AKIAMALLORY000000001","userName":"mallory"},"eventTime":"%s",\
        "eventSource":"%s.amazonaws.com","eventName":"%s","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.66",\
        "userAgent":"aws-cli/2.23.6",%s"requestParameters":%s,"responseElements":{"_return":true},"requestID":"%s","eventID":"%s",\
        "readOnly":%s,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management"}"""
        .formatted(
            ACTOR,
            at.truncatedTo(ChronoUnit.SECONDS),
            service,
            name,
            error,
            requestParameters,
            UUID.randomUUID(),
            UUID.randomUUID(),
            readOnly);
  }
}

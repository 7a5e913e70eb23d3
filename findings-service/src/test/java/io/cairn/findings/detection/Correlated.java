package io.cairn.findings.detection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.findings.Api;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Correlations over failed logins of one account, and the records they are about. */
@NullMarked
final class Correlated {
  static final String DETECTIONS = Api.FINDINGS + "/detections";

  private final String account;

  Correlated(String account) {
    this.account = account;
  }

  String id(int number) {
    return "%08d-0000-4000-8000-%s".formatted(number, account);
  }

  /** A rule over failed logins, or over those that succeed. */
  String logins(int number, String name, String outcome) {
    return """
        title: Login %4$s in %2$s
        id: %1$s
        name: %3$s-%2$s
        level: low
        logsource: {product: aws, service: cloudtrail}
        detection:
          call: {eventName: Login, recipientAccountId: '%2$s', responseElements.ConsoleLogin: %4$s}
          condition: call
        """
        .formatted(id(number), account, name, outcome);
  }

  /** A correlation by source address. */
  String correlation(int number, String name, String body) {
    return """
        title: Logins of %2$s correlated
        id: %1$s
        name: %3$s-%2$s
        level: high
        description: Somebody tries passwords.
        correlation:
          group-by: [sourceIPAddress]
        %4$s"""
        .formatted(id(number), account, name, body.indent(2));
  }

  /** Failed logins and a count of them, as one file. */
  String failures(int threshold) {
    return logins(1, "failed", "Failure")
        + "---\n"
        + correlation(
            2,
            "guessing",
            "type: event_count\nrules: [failed-%s]\ntimespan: 5m\ncondition: {gte: %d}"
                .formatted(account, threshold));
  }

  /** A login from an address. */
  String login(String eventId, String time, String address, String outcome) {
    return """
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::%1$s:user/ana","accountId":"%1$s",\
        "userName":"ana"},"eventTime":"%3$s","eventSource":"login.example.com","eventName":"Login",\
        "awsRegion":"us-east-1","sourceIPAddress":"%4$s","requestParameters":null,"responseElements":\
        {"ConsoleLogin":"%5$s"},"eventID":"%2$s","readOnly":false,"recipientAccountId":"%1$s"}"""
        .formatted(account, eventId, time, address, outcome);
  }

  /** Sends a file of detections. */
  static ValidatableResponse post(String yaml) {
    return Api.may("events:PutRule")
        .contentType("application/yaml")
        .body(yaml.getBytes(UTF_8))
        .post(DETECTIONS)
        .then();
  }

  void add(String yaml) {
    post(yaml).statusCode(201);
  }

  /** The ids of the account's findings' sources. */
  List<String> sources() {
    return Api.findings("accountId", account).stream().map(f -> Api.text(f, "source")).toList();
  }
}

package io.cairn.e2e.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The events of one round, all of one account of their own: what was tried and what of it was
 * acknowledged. Not thread-safe.
 */
final class PushedEvents {
  /** Calls that the test's own detection looks for. */
  static final String MARKED = "MarkedCall";

  /** One call in ten is marked. */
  private static final int MARK = 10;

  private final String account;
  private final List<String> tried = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();

  PushedEvents(int round) {
    this.account = "7%011d".formatted(round);
  }

  String account() {
    return account;
  }

  List<String> tried() {
    return tried;
  }

  List<String> acknowledged() {
    return acknowledged;
  }

  /** A body of new events; their ids are noted as tried. */
  String body(String time, List<String> ids) {
    List<String> events = new ArrayList<>();
    for (String id : ids) {
      String name = tried.size() % MARK == 0 ? MARKED : "OtherCall";
      tried.add(id);
      events.add(event(id, time, name));
    }
    return "{\"Records\":[" + String.join(",", events) + "]}";
  }

  private String event(String id, String time, String name) {
    return """
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDAKILL00000000001","arn":"arn:aws:iam::%s:user/kay",\
        "accountId":"%s","accessKeyId":"AKIAKILL000000000001","userName":"kay"},"eventTime":"%s","eventSource":"kill.amazonaws.com",\
        "eventName":"%s","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.7","userAgent":"e2e","requestParameters":null,\
        "responseElements":null,"requestID":"%s","eventID":"%s","readOnly":true,"eventType":"AwsApiCall","managementEvent":true,\
        "recipientAccountId":"%s","eventCategory":"Management"}"""
        .formatted(account, account, time, name, UUID.randomUUID(), id, account);
  }
}

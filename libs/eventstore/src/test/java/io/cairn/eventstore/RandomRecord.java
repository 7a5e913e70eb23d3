package io.cairn.eventstore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;

/** Random records: the names the scanner knows in places right and wrong, values of every kind. */
@NullMarked
final class RandomRecord {
  private static final List<String> NAMES =
      List.of(
          "eventName",
          "eventSource",
          "awsRegion",
          "sourceIPAddress",
          "userAgent",
          "errorCode",
          "errorMessage",
          "recipientAccountId",
          "readOnly",
          "userIdentity",
          "resources",
          "requestParameters",
          "responseElements",
          "type",
          "principalId",
          "arn",
          "accountId",
          "accessKeyId",
          "userName",
          "ARN",
          "ARNPrefix",
          "bucketName",
          "groupId",
          "groupName",
          "name",
          "keyId",
          "x",
          "sessionContext",
          "anotherNameThatIsQuiteLong",
          "",
          "z\u00fc");
  private static final List<String> TEXTS =
      List.of(
          "",
          "Root",
          "AssumedRole",
          "IAMUser",
          "true",
          "false",
          "123456789012",
          "12345678901x",
          "AROA1:deploy",
          "AROA1:",
          ":x",
          "s3.amazonaws.com",
          "kms.amazonaws.com",
          "sg-12",
          "iam.amazonaws.com",
          "arn:aws:s3:::logs-1/a b",
          "arn:aws:s3:::logs-1",
          "arn:",
          "arn:a:b",
          "arn:aws:iam::1:role/team/ci",
          "arn:aws:lambda:eu-west-1:1:function:f:3",
          "alice",
          "arn:aws:iam::1:user/",
          "say \"hi\" \\ \n\t",
          "\u0000\u001f",
          "z\u00fcrich \u20ac",
          "\ud83d\ude00",
          "a text that is longer than eight",
          "2026-03-04T05:06:07Z");

  private final RandomGenerator random;
  private final StringBuilder json = new StringBuilder();

  private RandomRecord(RandomGenerator random) {
    this.random = random;
  }

  /** The text of one record; most have an id and a time. */
  static String make(RandomGenerator random) {
    var record = new RandomRecord(random);
    List<String> names = new ArrayList<>(record.names(2 + random.nextInt(24)));
    names.add("eventID");
    names.add("eventTime");
    Collections.shuffle(names, Random.from(random));
    record.object(names, 0);
    return record.json.toString();
  }

  private List<String> names(int count) {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, Random.from(random));
    return names.subList(0, Math.min(count, names.size()));
  }

  private void object(List<String> names, int depth) {
    json.append('{').append(gap());
    for (int i = 0; i < names.size(); i++) {
      json.append(i == 0 ? "" : "," + gap());
      text(names.get(i));
      json.append(gap()).append(':').append(gap());
      member(names.get(i), depth);
      json.append(gap());
    }
    json.append('}');
  }

  private void member(String name, int depth) {
    switch (name) {
      case "eventID" -> text(random.nextInt(20) > 0 ? "id-" + random.nextInt() : "");
      case "eventTime" -> text(time());
      default -> value(depth);
    }
  }

  private String time() {
    return switch (random.nextInt(6)) {
      case 0 -> "2024-02-29T23:59:59.123456789Z";
      case 1 -> "2026-01-31T05:06:07+02:00";
      case 2 -> "2026-02-30T05:06:07Z";
      default ->
          "20%02d-%02d-%02dT05:06:07Z"
              .formatted(random.nextInt(100), 1 + random.nextInt(12), 1 + random.nextInt(28));
    };
  }

  private void value(int depth) {
    switch (random.nextInt(depth > 3 ? 6 : 9)) {
      case 0 -> json.append(random.nextInt());
      case 1 -> json.append(random.nextBoolean() ? "true" : "false");
      case 2 -> json.append(random.nextInt(3) == 0 ? "-1.5e+3" : "null");
      case 6, 7 -> object(names(random.nextInt(10)), depth + 1);
      case 8 -> {
        json.append('[');
        for (int i = random.nextInt(5); i > 0; i--) {
          value(depth + 1);
          json.append(i > 1 ? "," + gap() : "");
        }
        json.append(']');
      }
      default -> text(TEXTS.get(random.nextInt(TEXTS.size())));
    }
  }

  private void text(String text) {
    boolean escapeMore = random.nextInt(6) == 0;
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (escapeMore && random.nextInt(3) == 0)) {
        json.append("\\u%04x".formatted((int) c));
      } else if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c == '/' && random.nextInt(5) == 0) {
        json.append("\\/");
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private String gap() {
    return random.nextInt(8) == 0 ? List.of(" ", "\n\t", "\r\n").get(random.nextInt(3)) : "";
  }
}

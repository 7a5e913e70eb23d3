package io.cairn.trail.source.fetch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.trail.source.fetch.Notification.Nothing;
import io.cairn.trail.source.fetch.Notification.Objects;
import io.cairn.trail.source.fetch.Notification.Unknown;
import io.cairn.trail.source.fetch.Notification.Written;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Unwraps queue messages by what they hold, not by what was configured: S3 events, CloudTrail's own
 * messages, EventBridge events, each bare or in one or two SNS envelopes.
 */
final class NotificationReader {
  private static final int MAX_ENVELOPES = 3;
  private static final int MAX_DEPTH = 32;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  private NotificationReader() {}

  static Notification read(String body) {
    return read(body, MAX_ENVELOPES);
  }

  private static Notification read(String body, int envelopes) {
    if (body.startsWith("CloudTrail validation message")) {
      return new Nothing("CloudTrail's validation message");
    }
    JsonNode message;
    try {
      message = JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return unknown(body);
    }
    if (message == null || !message.isObject()) {
      return unknown(body);
    }
    if (message.path("Event").asText().equals("s3:TestEvent")) {
      return new Nothing("S3's test event");
    }
    if (message.path("Type").asText().endsWith("Confirmation")) {
      return new Nothing("SNS's " + message.path("Type").asText());
    }
    if (message.path("Message").isTextual() && envelopes > 0) {
      return read(message.path("Message").asText(), envelopes - 1);
    }
    if (message.path("Records").isArray()) {
      return s3Event(message.path("Records"));
    }
    if (message.path("s3Bucket").isTextual()) {
      return cloudTrail(message);
    }
    if (message.path("detail").path("object").path("key").isTextual()) {
      return eventBridge(message.path("detail"));
    }
    return unknown(body);
  }

  private static Notification s3Event(JsonNode records) {
    List<Written> written = new ArrayList<>();
    for (JsonNode one : records) {
      String bucket = one.path("s3").path("bucket").path("name").asText();
      String key = one.path("s3").path("object").path("key").asText();
      boolean created = one.path("eventName").asText().startsWith("ObjectCreated:");
      if (created && !bucket.isEmpty() && !key.isEmpty()) {
        written.add(new Written(bucket, decode(key)));
      }
    }
    return written.isEmpty() ? new Nothing("no object was created") : new Objects(written);
  }

  private static Notification cloudTrail(JsonNode message) {
    String bucket = message.path("s3Bucket").asText();
    List<Written> written = new ArrayList<>();
    JsonNode keys = message.path("s3ObjectKey");
    if (keys.isTextual()) {
      written.add(new Written(bucket, keys.asText()));
    }
    for (JsonNode key : keys) {
      written.add(new Written(bucket, key.asText()));
    }
    return written.isEmpty() ? new Nothing("no object is named") : new Objects(written);
  }

  private static Notification eventBridge(JsonNode detail) {
    return new Objects(
        List.of(
            new Written(
                detail.path("bucket").path("name").asText(),
                detail.path("object").path("key").asText())));
  }

  private static String decode(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return key;
    }
  }

  private static Unknown unknown(String body) {
    return new Unknown(body.length() <= 200 ? body : body.substring(0, 200) + "…");
  }
}

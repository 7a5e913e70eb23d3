package io.cairn.trail.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the CloudTrail record in what other services wrap around it: an EventBridge event, a log
 * event of CloudWatch Logs, an event of CloudTrail Lake. Called only for objects without an
 * eventID, so an ordinary record costs nothing. What is none of these is named as far as its names
 * tell.
 */
final class Wrapping {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String CONTROL_MESSAGE = "CWL CONTROL MESSAGE";

  private Wrapping() {}

  /** What an object turned out to be. */
  sealed interface Found {}

  /** A record as it stands in its wrapping, and the wrapping's account if it names one. */
  record Inner(byte[] bytes, @Nullable String account) implements Found {}

  /** A list of records, as in a log file. */
  record Listed() implements Found {}

  /** Nothing to store: a message between AWS's own services. */
  record Nothing() implements Found {}

  /** None of them, and what it looks like, or "". */
  record Unknown(String hint) implements Found {}

  /** What an object of one record's size is; never throws for what the bytes are. */
  static Found of(byte[] object) {
    try (JsonParser parser = JSON.createParser(object)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Unknown("");
      }
      return new Members(object).read(parser);
    } catch (IOException _) {
      return new Unknown("");
    }
  }

  /** The members of the outermost object that tell wrappings apart. */
  private static final class Members {
    private final byte[] object;
    private byte @Nullable [] detail;
    private byte @Nullable [] eventData;
    private @Nullable String message;
    private @Nullable String detailType;
    private @Nullable String account;
    private boolean list;
    private String hint = "";

    Members(byte[] object) {
      this.object = object;
    }

    Found read(JsonParser parser) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        member(name, parser);
      }
      if (list) {
        return new Listed();
      }
      if (detail != null && detailType != null) {
        return detailType.endsWith("via CloudTrail")
            ? new Inner(detail, account)
            : new Unknown("this is an EventBridge event of another kind: " + detailType);
      }
      if (eventData != null) {
        return new Inner(eventData, null);
      }
      if (message != null) {
        return message.startsWith(CONTROL_MESSAGE)
            ? new Nothing()
            : new Inner(message.getBytes(UTF_8), null);
      }
      return new Unknown(hint);
    }

    private void member(String name, JsonParser parser) throws IOException {
      switch (name) {
        case "detail" -> detail = value(parser);
        case "eventData" -> eventData = value(parser);
        case "message" -> message = text(parser);
        case "detail-type" -> detailType = text(parser);
        case "account" -> account = text(parser);
        case "Records", "logEvents", "auditEvents" -> list(name, parser);
        default -> {
          hint = hint.isEmpty() ? hintOf(name) : hint;
          parser.skipChildren();
        }
      }
    }

    private void list(String name, JsonParser parser) throws IOException {
      list = parser.currentToken() == JsonToken.START_ARRAY;
      hint = list ? hint : name + " is no list";
      parser.skipChildren();
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        return parser.getText();
      }
      parser.skipChildren();
      return null;
    }

    /** An object's own bytes, or the text of a string that holds one. */
    private byte @Nullable [] value(JsonParser parser) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        String text = text(parser);
        return text == null ? null : text.getBytes(UTF_8);
      }
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      return Arrays.copyOfRange(object, start, (int) parser.currentLocation().getByteOffset());
    }

    private static String hintOf(String name) {
      return switch (name) {
        case "digestStartTime", "digestS3Bucket", "digestPublicKeyFingerprint" ->
            "this is a CloudTrail digest file: it holds hashes of log files and no events";
        case "s3", "s3SchemaVersion" ->
            "this is an S3 notification and no event; set up a source of kind S3_SQS";
        case "s3ObjectKey" ->
            "this is CloudTrail's notification of a log file and no event; set up a source of kind"
                + " S3_SQS";
        case "configurationItems", "configSnapshotId" ->
            "this is a file of AWS Config; import it there";
        case "UID" ->
            "this is an event of a CloudTrail Lake integration, which has a UID and no eventID";
        default -> "";
      };
    }
  }
}

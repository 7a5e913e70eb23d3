package io.cairn.config.cause;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.messaging.consumer.PoisonException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads of a CloudTrail record what a cause needs. */
@Singleton
class EventReader {
  private static final int MAX_TEXT = 2_048;

  private final ObjectMapper mapper;

  EventReader(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The record as a tree. Throws {@link PoisonException} for what is no JSON object. */
  JsonNode parse(byte[] event) {
    try {
      JsonNode tree = mapper.readTree(event);
      if (tree == null || !tree.isObject()) {
        throw new PoisonException("an event is no JSON object");
      }
      return tree;
    } catch (IOException e) {
      throw new PoisonException("an event is no JSON: " + e.getMessage(), e);
    }
  }

  /** Whether the call wrote, and did not fail: the only kind that can be a cause. */
  static boolean isSuccessfulWrite(JsonNode event) {
    return !event.path("readOnly").asBoolean(false)
        && text(event, "errorCode") == null
        && text(event, "errorMessage") == null;
  }

  /** The account an event is told apart by. */
  static String accountOf(JsonNode event, @Nullable String sourceAccount) {
    String recipient = text(event, "recipientAccountId");
    if (recipient != null) {
      return recipient;
    }
    String caller = text(event.path("userIdentity"), "accountId");
    return caller != null ? caller : sourceAccount == null ? "" : sourceAccount;
  }

  /** The event's summary. Throws {@link PoisonException} where it lacks id or time. */
  static TouchingEvent summary(JsonNode event, boolean exact) {
    JsonNode identity = event.path("userIdentity");
    JsonNode session = identity.path("sessionContext");
    JsonNode issuer = session.path("sessionIssuer");
    return new TouchingEvent(
        required(event, "eventID"),
        time(required(event, "eventTime")),
        required(event, "eventName"),
        required(event, "eventSource"),
        first(text(identity, "arn"), text(identity, "invokedBy")),
        text(identity, "type"),
        first(text(identity, "userName"), text(issuer, "userName")),
        text(issuer, "arn"),
        text(session, "sourceIdentity"),
        text(identity, "accessKeyId"),
        text(event, "sourceIPAddress"),
        text(event, "userAgent"),
        null,
        exact);
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new PoisonException("an event's eventTime is no time: " + text, e);
    }
  }

  private static String required(JsonNode event, String member) {
    String text = text(event, member);
    if (text == null) {
      throw new PoisonException("an event lacks " + member);
    }
    return text;
  }

  /** Text without the one character that PostgreSQL does not take, bounded. */
  private static @Nullable String text(JsonNode node, String member) {
    String text = node.path(member).textValue();
    if (text == null || text.isEmpty()) {
      return null;
    }
    String clean = text.replace("\u0000", "");
    return clean.length() > MAX_TEXT ? clean.substring(0, MAX_TEXT) : clean;
  }
}

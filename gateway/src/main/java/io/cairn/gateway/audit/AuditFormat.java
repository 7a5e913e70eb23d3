package io.cairn.gateway.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.contracts.AccountId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Writes an entry as a CloudTrail record, fields in CloudTrail's order. */
@Singleton
class AuditFormat {
  private static final String EVENT_VERSION = "1.11";
  private static final String EVENT_SOURCE = "cairn";
  private static final int MAX_TEXT = 1024;

  private final ObjectMapper json;
  private final Clock clock;

  AuditFormat(ObjectMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  byte[] write(AuditEntry entry, AuditEntry.Outcome outcome) {
    ObjectNode node = json.createObjectNode();
    node.put("eventVersion", EVENT_VERSION);
    node.set("userIdentity", identity(entry.identity()));
    node.put("eventTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    node.put("eventSource", EVENT_SOURCE);
    node.put("eventName", entry.eventName());
    node.put("awsRegion", entry.region());
    node.put("sourceIPAddress", entry.sourceIpAddress());
    node.put("userAgent", cut(entry.userAgent()));
    if (outcome.errorCode() != null) {
      node.put("errorCode", outcome.errorCode());
    }
    if (outcome.errorMessage() != null) {
      node.put("errorMessage", cut(outcome.errorMessage()));
    }
    node.set(
        "requestParameters",
        entry.parameters().isEmpty() ? json.nullNode() : json.valueToTree(entry.parameters()));
    node.set("responseElements", json.nullNode());
    node.set("additionalEventData", additional(entry, outcome));
    node.put("requestID", entry.requestId());
    node.put("eventID", entry.eventId().toString());
    node.put("readOnly", entry.readOnly());
    node.put("eventType", "AwsApiCall");
    node.put("managementEvent", true);
    node.put("recipientAccountId", AccountId.SUITE.value());
    node.put("eventCategory", "Management");
    return bytes(node);
  }

  private ObjectNode identity(AuditEntry.Identity identity) {
    ObjectNode node = json.createObjectNode();
    switch (identity) {
      case AuditEntry.Identity.IamUser user ->
          node.put("type", "IAMUser")
              .put("principalId", user.userId())
              .put("arn", user.arn())
              .put("accountId", AccountId.SUITE.value())
              .put("accessKeyId", user.accessKeyId())
              .put("userName", user.userName());
      case AuditEntry.Identity.Unknown unknown -> {
        node.put("type", "Unknown");
        if (unknown.claimedKeyId() != null) {
          node.put("accessKeyId", unknown.claimedKeyId());
        }
      }
    }
    return node;
  }

  private ObjectNode additional(AuditEntry entry, AuditEntry.Outcome outcome) {
    ObjectNode node = json.createObjectNode();
    if (entry.identity() instanceof AuditEntry.Identity.IamUser user) {
      node.put("AuthenticationMethod", user.proof());
    }
    return node.put("httpMethod", entry.method())
        .put("path", cut(entry.path()))
        .put("httpStatusCode", outcome.status())
        .put("correlationId", entry.correlationId());
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  private byte[] bytes(ObjectNode node) {
    try {
      return json.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an audit record could not be written", e);
    }
  }
}

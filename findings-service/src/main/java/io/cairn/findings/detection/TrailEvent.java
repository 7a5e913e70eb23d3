package io.cairn.findings.detection;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.contracts.AccountId;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What a finding needs of a CloudTrail record.
 *
 * @param eventId the event's id
 * @param eventTime when it happened
 * @param eventName the API operation
 * @param eventSource the service
 * @param account {@code recipientAccountId}, else {@code userIdentity.accountId}, else the source's
 * @param region the record's {@code awsRegion}; {@code global} where it has none
 * @param principalArn ARN of who did it, session included
 * @param sourceIPAddress from where
 * @param actor who did it, the same for all sessions of a role; see {@link Actor}
 * @param resource what it was done to, where the record names exactly one; see {@link
 *     NamedResource}
 */
record TrailEvent(
    String eventId,
    Instant eventTime,
    String eventName,
    String eventSource,
    AccountId account,
    String region,
    @Nullable String principalArn,
    @Nullable String sourceIPAddress,
    @Nullable String actor,
    @Nullable ResourceRef resource) {

  /**
   * Reads a record.
   *
   * @param sourceAccount account of a record that names none
   * @throws IllegalArgumentException that names the member which is missing or malformed
   */
  static TrailEvent read(JsonNode event, @Nullable String sourceAccount) {
    JsonNode identity = event.path("userIdentity");
    return new TrailEvent(
        required(event, "eventID"),
        time(required(event, "eventTime")),
        required(event, "eventName"),
        required(event, "eventSource"),
        account(event, identity, sourceAccount),
        or(text(event, "awsRegion"), "global"),
        text(identity, "arn"),
        text(event, "sourceIPAddress"),
        Actor.of(identity),
        NamedResource.of(event));
  }

  private static AccountId account(
      JsonNode event, JsonNode identity, @Nullable String sourceAccount) {
    String own = text(event, "recipientAccountId");
    String caller = text(identity, "accountId");
    String account = own != null ? own : caller != null ? caller : sourceAccount;
    if (account == null) {
      throw new IllegalArgumentException(
          "the record names no account, and neither does its source");
    }
    return new AccountId(account);
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("eventTime is no instant: " + text, e);
    }
  }

  private static String required(JsonNode node, String member) {
    String value = text(node, member);
    if (value == null) {
      throw new IllegalArgumentException("the record has no " + member);
    }
    return value;
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  /** A member that is text and not empty, else null. */
  static @Nullable String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
  }
}

package io.cairn.findings.finding;

import io.cairn.contracts.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API event that is evidence.
 *
 * @param eventId CloudTrail's id of the event
 * @param eventTime when it happened
 * @param eventName the API operation
 * @param eventSource the service, {@code s3.amazonaws.com}
 * @param principalArn ARN of who did it, session included, where the event has one
 * @param sourceIPAddress from where, as CloudTrail has it: an address or a service's name
 * @param matched the fields that made the detection match, and their values
 */
public record EventEvidence(
    String eventId,
    Instant eventTime,
    String eventName,
    String eventSource,
    @Nullable String principalArn,
    @Nullable String sourceIPAddress,
    Map<String, String> matched) {

  /** Oldest first; a total order, so that what is kept does not depend on the order of arrival. */
  public static final Comparator<EventEvidence> BY_TIME =
      Comparator.comparing(EventEvidence::eventTime).thenComparing(EventEvidence::eventId);

  /** Copies the map and keeps its order: the rule's own, the same in every JVM. */
  public EventEvidence {
    matched = Collections.unmodifiableMap(new LinkedHashMap<>(matched));
  }

  /** 128 bits that stand for (account, eventID, eventTime). */
  public UUID key(AccountId account) {
    try {
      String identity = account.value() + '\n' + eventId + '\n' + eventTime;
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      var bytes = ByteBuffer.wrap(hash);
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}

package io.cairn.gateway.audit;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request was, before its outcome is known.
 *
 * @param eventId id of the record, the same however often it is sent
 * @param requestId id of the request, given back to the caller
 * @param correlationId what it is part of
 * @param eventName name of the AWS action, or what stands in for one
 * @param method HTTP method
 * @param path path as sent, cut
 * @param region region it was signed for
 * @param sourceIpAddress address of the peer
 * @param userAgent as sent, cut
 * @param identity who sent it
 * @param parameters path and query parameters; never bodies, never secrets
 * @param readOnly whether it changes nothing
 */
public record AuditEntry(
    UUID eventId,
    String requestId,
    String correlationId,
    String eventName,
    String method,
    String path,
    String region,
    String sourceIpAddress,
    String userAgent,
    Identity identity,
    Map<String, Object> parameters,
    boolean readOnly) {

  /** Who sent a request, in CloudTrail's terms. */
  public sealed interface Identity {

    /**
     * A user of the suite.
     *
     * @param proof {@code AuthHeader} or {@code BearerToken}
     */
    record IamUser(String userName, String userId, String arn, String accessKeyId, String proof)
        implements Identity {}

    /**
     * Nobody that was proved.
     *
     * @param claimedKeyId the access key id that it claims, or null
     */
    record Unknown(@Nullable String claimedKeyId) implements Identity {}
  }

  /**
   * How a request ended.
   *
   * @param status HTTP status
   * @param errorCode as AWS spells it, or null
   * @param errorMessage what the caller was told, or null
   */
  public record Outcome(int status, @Nullable String errorCode, @Nullable String errorMessage) {}

  /** Whether nobody proved who sends it. */
  boolean isAnonymous() {
    return identity instanceof Identity.Unknown;
  }
}

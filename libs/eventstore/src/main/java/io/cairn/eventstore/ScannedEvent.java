package io.cairn.eventstore;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one record, strings unescaped; what a record lacks is null.
 *
 * @param eventId identity inside account and time
 * @param eventTime when it happened, at most microseconds
 * @param recordAccountId {@code recipientAccountId}, else {@code userIdentity.accountId}
 * @param eventName the API call
 * @param eventSource the service, {@code s3.amazonaws.com}
 * @param awsRegion region
 * @param username as LookupEvents derives it: user name, {@code root}, or session name
 * @param accessKeyId key that signed the call
 * @param readOnly whether the call only reads, where the record says so
 * @param errorCode error of a failed call
 * @param errorMessage its words
 * @param sourceIPAddress where from: address or service name
 * @param userAgent with what
 * @param principalArn {@code userIdentity.arn}
 * @param resources what it touched: {@code resources[]} and what the parameters name; at most 64
 */
public record ScannedEvent(
    String eventId,
    Instant eventTime,
    @Nullable String recordAccountId,
    @Nullable String eventName,
    @Nullable String eventSource,
    @Nullable String awsRegion,
    @Nullable String username,
    @Nullable String accessKeyId,
    @Nullable Boolean readOnly,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    @Nullable String sourceIPAddress,
    @Nullable String userAgent,
    @Nullable String principalArn,
    List<EventResource> resources)
    implements Scan {

  /** Copies the list. */
  public ScannedEvent {
    resources = List.copyOf(resources);
  }
}

package io.cairn.config.cause;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A write event that touched a resource: who, from where, with what, when.
 *
 * @param eventId CloudTrail's id
 * @param eventTime when the call completed, to the second
 * @param eventName operation
 * @param eventSource service
 * @param principalArn who called; the service where a service did
 * @param principalType CloudTrail's {@code userIdentity.type}
 * @param userName user, or the role of the session
 * @param sessionIssuerArn role or user that issued the session
 * @param sourceIdentity identity that was set when the role was assumed
 * @param accessKeyId with which key
 * @param sourceIPAddress from where
 * @param userAgent with what
 * @param errorCode always null: a failed call is never a cause
 * @param exact whether the event names the resource, not only its type
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TouchingEvent(
    String eventId,
    Instant eventTime,
    String eventName,
    String eventSource,
    @Nullable String principalArn,
    @Nullable String principalType,
    @Nullable String userName,
    @Nullable String sessionIssuerArn,
    @Nullable String sourceIdentity,
    @Nullable String accessKeyId,
    @Nullable String sourceIPAddress,
    @Nullable String userAgent,
    @Nullable String errorCode,
    @JsonIgnore boolean exact) {}

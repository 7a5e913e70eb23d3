package io.cairn.findings.notification.target;

import io.cairn.findings.notification.channel.Channel;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody to tell.
 *
 * @param id the target
 * @param name what people call it; unique
 * @param channel the way messages go
 * @param filter of what it is told
 * @param gathering how its messages are gathered
 * @param enabled whether messages are planned and sent
 * @param createdAt when it was made
 * @param createdBy by whom
 * @param updatedAt when it was last changed
 * @param updatedBy by whom
 */
public record Target(
    UUID id,
    String name,
    Channel channel,
    TargetFilter filter,
    Gathering gathering,
    boolean enabled,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    String updatedBy) {}

package io.cairn.messaging.deadletter;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be processed.
 *
 * @param id the dead letter
 * @param topic topic the record stood on
 * @param partition its partition, or null where the record never was on Kafka
 * @param offset its offset, or null likewise
 * @param key its key
 * @param reason why it could not be processed
 * @param size bytes of its value
 * @param preview the first 512 bytes of its value as text
 * @param correlationId what it belonged to, where known
 * @param failedAt when it was given up
 * @param replayedAt when it was last sent again, or null
 */
public record DeadLetter(
    UUID id,
    String topic,
    @Nullable Integer partition,
    @Nullable Long offset,
    String key,
    String reason,
    long size,
    String preview,
    @Nullable String correlationId,
    Instant failedAt,
    @Nullable Instant replayedAt) {}

package io.cairn.config.item;

import io.cairn.contracts.ResourceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One configuration item as stored.
 *
 * @param key the resource
 * @param captureTime when the resource looked so, in milliseconds
 * @param stateId orders the items of one resource
 * @param status what the item says of the resource's existence
 * @param origin how it came
 * @param previousLookAt the last look before it that saw every part; null at the first item and for
 *     items that were pushed or imported
 * @param message exact bytes of AWS Config's message form, UTF-8 JSON
 */
public record ConfigurationItem(
    ResourceKey key,
    Instant captureTime,
    long stateId,
    ItemStatus status,
    Origin origin,
    @Nullable Instant previousLookAt,
    byte[] message) {}

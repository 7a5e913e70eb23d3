package io.cairn.config.item;

import io.cairn.contracts.ResourceKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a resource stands now.
 *
 * @param key identity
 * @param resourceName name, where known
 * @param arn ARN, where known
 * @param status status of its last item
 * @param captureTime capture time of its last item
 * @param stateId state id of its last item
 * @param observedAt the last look
 * @param settledAt the last look that saw every part
 * @param fingerprint hash of what is compared; null after a push
 * @param staleParts parts whose value is older than the last look
 * @param unknownParts those of them of which no value was ever known
 */
public record CurrentResource(
    ResourceKey key,
    @Nullable String resourceName,
    @Nullable String arn,
    ItemStatus status,
    Instant captureTime,
    long stateId,
    Instant observedAt,
    Instant settledAt,
    byte @Nullable [] fingerprint,
    Set<String> staleParts,
    Set<String> unknownParts) {

  /** Copies the sets. */
  public CurrentResource {
    staleParts = Set.copyOf(staleParts);
    unknownParts = Set.copyOf(unknownParts);
  }
}

package io.cairn.config.look;

import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import java.time.Instant;

/**
 * A look that is due and was taken.
 *
 * @param resourceId empty for a look at a whole type
 * @param firstAt when the first event asked for it
 * @param deleting whether an event said that something was deleted
 * @param asked how often it was asked for; a larger number at the end means that more came
 * @param step looks made so far
 */
record Look(
    AccountId account,
    String region,
    String resourceType,
    String resourceId,
    Instant firstAt,
    boolean deleting,
    long asked,
    int step) {

  boolean isOfType() {
    return resourceId.isEmpty();
  }

  ResourceKey key() {
    return new ResourceKey(account, region, resourceType, resourceId);
  }
}

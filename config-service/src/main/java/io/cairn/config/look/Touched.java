package io.cairn.config.look;

import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;

/** What a write event touched. */
public sealed interface Touched {

  /**
   * One resource, by id.
   *
   * @param deletes whether the event's name says that something was deleted: then an answer that
   *     the resource is not there is believed at once
   */
  record OneResource(ResourceKey key, boolean deletes) implements Touched {

    /** A resource that the event did not delete. */
    public OneResource(ResourceKey key) {
      this(key, false);
    }
  }

  /**
   * Some resource of a type whose id the event does not tell: the type is listed again in that
   * region.
   */
  record SomeOfType(AccountId accountId, String region, String resourceType) implements Touched {}
}

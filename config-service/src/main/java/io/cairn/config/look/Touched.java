package io.cairn.config.look;

import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;

/** What a write event touched. */
public sealed interface Touched {

  /** One resource, by id. */
  record OneResource(ResourceKey key) implements Touched {}

  /**
   * Some resource of a type whose id the event does not tell: the type is listed again in that
   * region.
   */
  record SomeOfType(AccountId accountId, String region, String resourceType) implements Touched {}
}

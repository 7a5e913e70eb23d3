package io.cairn.config.item;

import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Turns what collectors see into configuration items. Each change makes one item, an unchanged
 * resource none; all calls are idempotent and safe from several threads, also for one resource.
 */
public interface ItemRecorder {

  /** What became of a look. */
  enum Outcome {
    DISCOVERED,
    CHANGED,
    UNCHANGED,
    DELETED,
    /** The look is older than the last item, or the resource was unknown to a deletion. */
    IGNORED,
    /** It could not be stored, the log says why; only of {@link #recordAll}. */
    FAILED
  }

  /** Records a resource that exists; joins the caller's transaction. */
  Outcome record(ObservedResource resource);

  /**
   * Records resources that exist, in few transactions of its own. One that cannot be recorded does
   * not stop the others.
   *
   * @return their outcomes, in the same order
   */
  List<Outcome> recordAll(List<ObservedResource> resources);

  /**
   * Records that a resource is gone, as a describe by id or a complete list at {@code at} showed.
   */
  Outcome recordDeleted(ResourceKey key, Instant at);

  /**
   * Ids of the resources of a type that the last items say exist; what a complete list is compared
   * with.
   */
  Set<String> existingIds(AccountId account, String region, String resourceType);
}

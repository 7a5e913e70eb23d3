package io.cairn.config.collect;

import io.cairn.config.item.ObservedResource;
import org.jspecify.annotations.Nullable;

/** Lists and describes the resources of one type. Stateless and thread-safe. */
public interface Collector {

  /** What is declared of the type. */
  TypeDeclaration type();

  /**
   * Lists all resources, streaming them into the sink; returns only when every page came. For a
   * type of {@link Reach#GLOBAL_AND_REGION}, {@code region} tells which of the two is meant.
   *
   * @param region the unit's region, {@code global} for types of a whole account
   * @throws io.cairn.aws.AwsCallFailedException if the list is not complete
   */
  void list(Session session, String region, ListingSink sink);

  /**
   * Describes one resource.
   *
   * @param region region of the resource's key
   * @param resourceId AWS Config's id of it
   * @param known its name and ARN, where it was seen before
   */
  Looked describe(Session session, String region, String resourceId, Known known);

  /** Some resource of the type, to try calls on; null when there is none. */
  default @Nullable ObservedResource first(Session session, String region) {
    return Probe.firstOf(this, session, region);
  }
}

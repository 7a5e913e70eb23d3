package io.cairn.config.collect;

import io.cairn.config.item.ObservedResource;

/** Takes what a listing finds, page by page. Called from one thread. */
public interface ListingSink {

  /** A resource that was read. */
  void found(ObservedResource resource);

  /** A resource that is listed but could not be read now: it exists, nothing more is known. */
  void unread(String resourceType, String region, String resourceId);
}

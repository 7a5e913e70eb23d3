package io.cairn.config.collect;

import io.cairn.config.item.ObservedResource;

/** What describing one resource by its id showed. */
public sealed interface Looked {

  /**
   * It exists.
   *
   * @param transitional whether its state says that more is to come soon ({@code creating} …)
   */
  record Found(ObservedResource resource, boolean transitional) implements Looked {}

  /** AWS does not know it, or knows it only as deleted. */
  record Gone() implements Looked {}

  /** It may exist, but could not be read; the failure is in the session's notes. */
  record Unread() implements Looked {}
}

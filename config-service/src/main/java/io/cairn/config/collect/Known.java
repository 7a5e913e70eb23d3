package io.cairn.config.collect;

import org.jspecify.annotations.Nullable;

/**
 * How a resource was called when it was last seen, where that is known; some types can only be
 * found by it.
 */
public record Known(@Nullable String name, @Nullable String arn) {

  /** Nothing is known but the id. */
  public static final Known NOTHING = new Known(null, null);
}

package io.cairn.policy.match;

import org.jspecify.annotations.Nullable;

/** What policy variables stand for in one request. */
@FunctionalInterface
public interface Variables {

  /**
   * The value of a single-valued context key.
   *
   * @param key its name
   * @return the value, or null where the key is absent or holds a list
   */
  @Nullable String single(KeyName key);
}

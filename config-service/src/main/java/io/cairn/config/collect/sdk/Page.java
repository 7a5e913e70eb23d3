package io.cairn.config.collect.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list call.
 *
 * @param next token of the next page; null or empty on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /** The one page of a call that has no pages. */
  public static <T> Page<T> only(List<T> items) {
    return new Page<>(items, null);
  }
}

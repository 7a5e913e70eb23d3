package io.cairn.web.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items at most {@code limit} of them; may be fewer, even none, while a token follows
 * @param nextToken asks for the next page of the same query; absent at the end
 * @param count number of all items, only when asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextToken, @Nullable Long count) {
  /** Items in a page when the caller does not say. */
  public static final int DEFAULT_LIMIT = 50;

  /** Most items in a page. */
  public static final int MAX_LIMIT = 1_000;

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }

  /** A page without a count. */
  public Page(List<T> items, @Nullable String nextToken) {
    this(items, nextToken, null);
  }
}

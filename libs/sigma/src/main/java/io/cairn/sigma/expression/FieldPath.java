package io.cairn.sigma.expression;

import java.util.List;

/**
 * A field's name and the keys it walks. At each object the longest run of keys, joined by dots,
 * that is a literal key wins.
 *
 * @param name as the rule writes it
 */
public record FieldPath(String name) {
  /** The keys in order; {@code a..b} has an empty one. */
  public List<String> keys() {
    return List.of(name.split("\\.", -1));
  }
}

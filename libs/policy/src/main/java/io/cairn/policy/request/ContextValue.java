package io.cairn.policy.request;

import java.util.List;

/**
 * The value of a context key. Whether a key is multi-valued is a property of the key, never of how
 * many values a request happens to carry.
 */
public sealed interface ContextValue {

  /** The values, one or many. */
  List<String> values();

  /**
   * The value of a single-valued key.
   *
   * @param value at most {@link AuthorizationRequest#MAX_TEXT} characters
   */
  record Single(String value) implements ContextValue {
    @Override
    public List<String> values() {
      return List.of(value);
    }
  }

  /**
   * The values of a multi-valued key, such as {@code aws:TagKeys}; possibly none.
   *
   * @param values at most {@link AuthorizationRequest#MAX_LIST} of them
   */
  record Many(List<String> values) implements ContextValue {
    /** Copies the list. */
    public Many {
      values = List.copyOf(values);
    }
  }
}

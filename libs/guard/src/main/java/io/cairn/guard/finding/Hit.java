package io.cairn.guard.finding;

import io.cairn.guard.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One result of a query: a value that was found, or the value where the path stopped with what was
 * missing from there on.
 */
public record Hit(Value value, @Nullable String missing) {

  public boolean found() {
    return missing == null;
  }
}

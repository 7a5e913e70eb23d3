package io.cairn.contracts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Headers#CORRELATION_ID} says: the id of the request or job that caused a record, or,
 * where one record stands for the events of several, all their ids, comma separated, in the order
 * in which they came. Beyond {@value #MAX} the rest is left out and {@code +} says so; an id is
 * never put on what it did not cause.
 *
 * @param ids distinct, at most {@value #MAX}; empty if none is known
 * @param more whether there were more than these
 */
public record CorrelationIds(List<String> ids, boolean more) {
  /** Most ids that are told. */
  public static final int MAX = 8;

  private static final String MORE = "+";

  /** Copies the list. */
  public CorrelationIds {
    ids = List.copyOf(ids);
  }

  /** The ids of all these header values together; a null among them is a record without one. */
  public static CorrelationIds of(Collection<? extends @Nullable String> headers) {
    Set<String> all = new LinkedHashSet<>();
    boolean more = false;
    for (String header : headers) {
      if (header == null) {
        continue;
      }
      for (String id : header.split(",", MAX + 2)) {
        if (id.startsWith(MORE) || (all.size() == MAX && !all.contains(id))) {
          more = true;
        } else if (!id.isEmpty()) {
          all.add(id);
        }
      }
    }
    return new CorrelationIds(List.copyOf(all), more);
  }

  /** The header's value, or null if no id is known. */
  public @Nullable String header() {
    if (ids.isEmpty()) {
      return null;
    }
    List<String> parts = new ArrayList<>(ids);
    if (more) {
      parts.add(MORE);
    }
    return String.join(",", parts);
  }
}

package io.cairn.guard.evaluate;

import io.cairn.guard.value.Keys;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code %name} holds where the text itself does not assign it. Immutable. */
public final class Bindings {

  /** No parameter at all. */
  public static final Bindings NONE = new Bindings(Map.of());

  private final Map<String, Value> values;
  private final String[] names;
  private final Results[] results;

  public Bindings(Map<String, Value> values) {
    this.values = Map.copyOf(values);
    this.names = new String[values.size()];
    this.results = new Results[values.size()];
    int i = 0;
    for (var entry : this.values.entrySet()) {
      names[i] = Keys.of(entry.getKey());
      results[i++] =
          entry.getValue().is(Kind.NOTHING) ? Results.NONE : Results.literal(entry.getValue());
    }
  }

  @SuppressWarnings("ReferenceEquality") // names are interned
  @Nullable Results get(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == name) {
        return results[i];
      }
    }
    return null;
  }

  public Map<String, Value> values() {
    return values;
  }
}

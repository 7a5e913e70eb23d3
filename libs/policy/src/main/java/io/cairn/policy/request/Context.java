package io.cairn.policy.request;

import io.cairn.policy.match.KeyName;
import io.cairn.policy.value.BoundValue;
import io.cairn.policy.value.Operand;
import io.cairn.policy.value.Operands;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The context of a request: a dozen keys, found by their numbers in one cache line. Immutable. */
final class Context {
  private final int[] numbers;
  private final BoundValue[] values;
  private final Map<String, BoundValue> unnumbered = new HashMap<>(0);

  /** Binds values; throws {@link IllegalArgumentException} for a key that is given twice. */
  Context(Map<String, ContextValue> given) {
    numbers = new int[given.size()];
    values = new BoundValue[given.size()];
    int at = 0;
    for (var entry : given.entrySet()) {
      KeyName key = KeyName.of(entry.getKey());
      if (bound(key) != null) {
        throw new IllegalArgumentException("context key " + entry.getKey() + " is given twice");
      }
      BoundValue value = bind(entry.getValue());
      if (key.number() == 0) {
        unnumbered.put(key.lowerCase(), value);
      } else {
        numbers[at] = key.number();
        values[at++] = value;
      }
    }
  }

  private static BoundValue bind(ContextValue value) {
    return switch (value) {
      case ContextValue.Single(String text) -> new Operand(text);
      case ContextValue.Many(var texts) ->
          new Operands(texts.stream().map(Operand::new).toArray(Operand[]::new));
    };
  }

  @Nullable BoundValue bound(KeyName key) {
    int wanted = key.number();
    if (wanted == 0) {
      return unnumbered.get(key.lowerCase());
    }
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == wanted) {
        return values[i];
      }
    }
    return null;
  }
}

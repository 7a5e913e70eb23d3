package io.cairn.policy.value;

import java.util.Arrays;
import java.util.List;

/**
 * The operands of a multi-valued key.
 *
 * @param all in order, possibly none; not to be changed
 */
public record Operands(Operand[] all) implements BoundValue {
  @Override
  public List<String> texts() {
    return Arrays.stream(all).map(Operand::text).toList();
  }
}

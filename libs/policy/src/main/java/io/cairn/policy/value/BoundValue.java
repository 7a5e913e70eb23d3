package io.cairn.policy.value;

import java.util.List;

/** What a request holds under a key: one operand, or those of a multi-valued key. */
public sealed interface BoundValue permits Operand, Operands {

  /** The texts. */
  List<String> texts();
}

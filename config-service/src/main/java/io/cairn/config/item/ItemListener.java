package io.cairn.config.item;

import java.util.List;

/**
 * Told, inside the transaction that records them, what resources look like now; so what a listener
 * stores commits with the items or not at all. Calls for one resource come one after the other, in
 * the order of its items; a call names a resource once.
 */
@FunctionalInterface
public interface ItemListener {

  /**
   * Where a resource stands.
   *
   * @param message bytes of its item in AWS Config's message form
   */
  record Change(CurrentResource current, byte[] message) {}

  /** New items became the current ones, or the parts that are not known changed. */
  void currentChanged(List<Change> changes);
}

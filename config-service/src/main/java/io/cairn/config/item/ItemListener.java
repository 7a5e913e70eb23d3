package io.cairn.config.item;

/**
 * Told, inside the transaction that records it, what a resource looks like now; so what a listener
 * stores commits with the item or not at all. Calls for one resource come one after the other, in
 * the order of its items.
 */
@FunctionalInterface
public interface ItemListener {
  /**
   * A new item became the current one, or the parts that are not known changed.
   *
   * @param current where the resource stands
   * @param message bytes of its item in AWS Config's message form
   */
  void currentChanged(CurrentResource current, byte[] message);
}

package io.cairn.eventstore;

/**
 * An event of the store.
 *
 * @param position its place in the order
 * @param bytes the record as it came
 */
public record StoredEvent(Position position, byte[] bytes) {
  /** The account it belongs to. */
  public String accountId() {
    return position.accountId();
  }
}

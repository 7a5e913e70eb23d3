package io.cairn.eventstore;

/** Another writer took the partition; nothing of the batch was stored, and this one must stop. */
public final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The lease that is over. */
  public FencedException(Lease lease) {
    super(
        "partition "
            + lease.partition()
            + " has another writer, or another offset than "
            + lease.nextOffset()
            + "; epoch "
            + lease.epoch()
            + " is over");
  }
}

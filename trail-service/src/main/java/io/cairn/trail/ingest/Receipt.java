package io.cairn.trail.ingest;

import java.util.List;

/**
 * What was taken in; the accepted records are durable.
 *
 * @param accepted number of records accepted
 * @param refused the records that were not, in order; at most {@link #MAX_LISTED} are listed
 * @param refusedTotal number of records that were not accepted
 */
public record Receipt(int accepted, List<RefusedRecord> refused, int refusedTotal) {
  /** Most refusals that are listed; all of them are in the ledger. */
  public static final int MAX_LISTED = 1_000;

  /** Copies the list. */
  public Receipt {
    refused = List.copyOf(refused);
  }

  /** Number of records the body held. */
  public int total() {
    return accepted + refusedTotal;
  }
}

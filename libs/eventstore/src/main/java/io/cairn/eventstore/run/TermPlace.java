package io.cairn.eventstore.run;

/**
 * Where the posting of a term is: the hash times the number of buckets, its high half; in the
 * bucket 24 bits tell terms apart. Two terms that agree in both share a posting, which can only
 * cost time.
 *
 * @param bucket number of the bucket
 * @param tag the 24 bits
 */
public record TermPlace(int bucket, int tag) {
  static final int TAG_BITS = 24;
  private static final int TAG_MASK = (1 << TAG_BITS) - 1;

  /** The place of a hash in a run of so many buckets. */
  public static TermPlace of(long hash, int buckets) {
    return new TermPlace((int) Math.unsignedMultiplyHigh(hash, buckets), (int) hash & TAG_MASK);
  }
}

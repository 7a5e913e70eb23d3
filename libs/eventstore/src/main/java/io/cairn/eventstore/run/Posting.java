package io.cairn.eventstore.run;

/** Where the events of a run are that may have a term. */
public sealed interface Posting {
  /** Most events that are listed one by one. */
  int MAX_LISTED = 64;

  /**
   * Few: their numbers in the run, ascending (chunk times 65,536 plus the place in the chunk).
   *
   * @param ordinals the numbers; not to be changed
   */
  record Events(int[] ordinals) implements Posting {}

  /**
   * Many: the chunks they are in, one bit each; the columns tell more.
   *
   * @param mask bit 0 for chunk 0
   */
  record Chunks(long mask) implements Posting {
    /** Every chunk: nothing is known. */
    public static final Chunks ANY = new Chunks(-1L);
  }

  /** None: the term does not occur. */
  record None() implements Posting {
    /** The one object of it. */
    public static final None NONE = new None();
  }
}

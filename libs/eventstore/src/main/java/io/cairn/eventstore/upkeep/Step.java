package io.cairn.eventstore.upkeep;

/**
 * What a step of upkeep did.
 *
 * @param kind what
 * @param before blocks, or runs, it took
 * @param after blocks, or runs, it left in their place
 * @param events events they hold
 */
public record Step(Kind kind, int before, int after, int events) {
  static final Step NOTHING = new Step(Kind.NOTHING, 0, 0, 0);

  /** Kinds of steps. */
  public enum Kind {
    /** There was nothing to do, or another process does it. */
    NOTHING,
    /** Small blocks were merged. */
    MERGED_BLOCKS,
    /** Blocks were sealed. */
    SEALED,
    /** Runs were merged. */
    MERGED_RUNS,
    /** A dictionary was trained; blocks are written with it from now on. */
    TRAINED,
    /** A damaged part was met and is left alone from now on. */
    SKIPPED_DAMAGE
  }
}

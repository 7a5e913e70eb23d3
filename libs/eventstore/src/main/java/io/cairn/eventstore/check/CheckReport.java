package io.cairn.eventstore.check;

import java.util.List;

/**
 * What a check saw.
 *
 * @param days UTC days with partitions
 * @param blocks blocks read, whole
 * @param openBlocks those with an index of their own
 * @param runs sealed runs
 * @param events events restored and scanned
 * @param bytes their bytes
 * @param faults what is wrong; empty when the store is sound
 */
public record CheckReport(
    int days,
    long blocks,
    long openBlocks,
    long runs,
    long events,
    long bytes,
    List<Fault> faults) {
  /** Copies the list. */
  public CheckReport {
    faults = List.copyOf(faults);
  }

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return faults.isEmpty();
  }

  /**
   * Something that is wrong.
   *
   * @param where table, day and ids
   * @param what is wrong there
   */
  public record Fault(String where, String what) {}
}

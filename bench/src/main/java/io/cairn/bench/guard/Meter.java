package io.cairn.bench.guard;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** CPU time and allocation of the calling thread. */
final class Meter {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What one round took.
   *
   * @param cpu nanoseconds of this thread's CPU
   * @param wall nanoseconds on the wall
   * @param allocated bytes
   */
  record Round(long cpu, long wall, long allocated) {}

  private Meter() {}

  static Round measure(Runnable work) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = THREADS.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    work.run();
    return new Round(
        THREADS.getCurrentThreadCpuTime() - cpu,
        System.nanoTime() - wall,
        THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }

  /** The works in turn, some rounds; the median of each by CPU. */
  static Round[] medians(int rounds, Runnable... works) {
    var all = new Round[works.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < works.length; i++) {
        all[i][round] = measure(works[i]);
      }
    }
    var medians = new Round[works.length];
    for (int i = 0; i < works.length; i++) {
      Arrays.sort(all[i], (a, b) -> Long.compare(a.cpu, b.cpu));
      medians[i] = all[i][rounds / 2];
    }
    return medians;
  }
}

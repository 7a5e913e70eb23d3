package io.cairn.bench.sigma;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * One pass over all events.
 *
 * @param cpuNanos of this thread, per event; leaves out the collector, which favours who allocates
 * @param wallNanos per event
 * @param allocated bytes per event
 */
record Timed(double cpuNanos, double wallNanos, double allocated) {
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Timed pass(Contender contender, EventCorpus events) throws Exception {
    long bytes = THREAD.getCurrentThreadAllocatedBytes();
    long cpu = THREAD.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    contender.pass(events);
    long wallTook = System.nanoTime() - wall;
    long cpuTook = THREAD.getCurrentThreadCpuTime() - cpu;
    double count = events.count();
    return new Timed(
        cpuTook / count,
        wallTook / count,
        (THREAD.getCurrentThreadAllocatedBytes() - bytes) / count);
  }

  double perSecond() {
    return 1e9 / cpuNanos;
  }
}

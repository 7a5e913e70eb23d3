package io.cairn.bench.policy;

import com.sun.management.ThreadMXBean;
import io.cairn.policy.Access;
import io.cairn.policy.AttachedPolicies;
import io.cairn.policy.Decision;
import io.cairn.policy.PolicyEvaluation;
import io.cairn.policy.PolicySet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Decisions a second of one thread by its processor time, so that other load on the machine does
 * not count; no result is cached between requests.
 */
public final class PolicyBenchmark {
  private static final int REQUESTS = 100_000;
  private static final int ROUNDS = 7;

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private PolicyBenchmark() {}

  /** Prints the figures; the one argument may be a seed. */
  public static void main(String[] arguments) {
    new PolicyBenchmark().run(arguments.length == 0 ? 20_260_301 : Long.parseLong(arguments[0]));
  }

  private void run(long seed) {
    PolicyWorld world = new PolicyWorld(seed);
    Access[] requests = Stream.generate(world::access).limit(REQUESTS).toArray(Access[]::new);
    System.out.printf(
        "Policy engine, seed %d: %,d requests of %d actions%n",
        seed, REQUESTS, world.actionCount());
    for (int[] size : new int[][] {{10, 10}, {100, 10}, {1_000, 10}, {1, 10}}) {
      AttachedPolicies policies = world.around(world.identity(size[0], size[1]));
      one(size[0] + " policies of " + size[1], policies, requests);
    }
    many(world, requests);
  }

  private void one(String name, AttachedPolicies policies, Access[] requests) {
    Map<Decision, Integer> seen = new EnumMap<>(Decision.class);
    for (Access request : requests) {
      seen.merge(PolicyEvaluation.decide(policies, request), 1, Integer::sum);
    }
    double[] rates = new double[ROUNDS];
    long allocated = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = thread.getCurrentThreadAllocatedBytes();
      long start = thread.getCurrentThreadCpuTime();
      int allowed = 0;
      for (Access request : requests) {
        allowed += PolicyEvaluation.decide(policies, request) == Decision.ALLOWED ? 1 : 0;
      }
      rates[round] =
          allowed < 0 ? 0 : requests.length * 1e9 / (thread.getCurrentThreadCpuTime() - start);
      allocated = thread.getCurrentThreadAllocatedBytes() - before;
    }
    Arrays.sort(rates);
    System.out.printf(
        "  %-28s %,11.0f decisions/s, p50 %d ns, p99 %d ns, %.1f B each; %s%n",
        name,
        rates[ROUNDS / 2],
        percentile(policies, requests, 50),
        percentile(policies, requests, 99),
        allocated / (double) requests.length,
        seen);
  }

  private static long percentile(AttachedPolicies policies, Access[] requests, int percent) {
    long[] took = new long[requests.length];
    for (int i = 0; i < took.length; i++) {
      long start = System.nanoTime();
      PolicyEvaluation.decide(policies, requests[i]);
      took[i] = System.nanoTime() - start;
    }
    Arrays.sort(took);
    return took[(int) ((long) took.length * percent / 100)];
  }

  /** A thousand principals in turn, so that the processor's caches do not flatter. */
  private void many(PolicyWorld world, Access[] requests) {
    long start = thread.getCurrentThreadCpuTime();
    List<PolicySet> sets = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      sets.add(world.identity(9, 6));
    }
    long compiled = thread.getCurrentThreadCpuTime() - start;
    AttachedPolicies shared = world.around(sets.getFirst());
    AttachedPolicies[] principals =
        sets.stream()
            .map(
                identity ->
                    new AttachedPolicies(
                        identity,
                        shared.boundary(),
                        shared.session(),
                        shared.serviceControl(),
                        shared.resource(),
                        shared.resourceControl(),
                        null))
            .toArray(AttachedPolicies[]::new);
    double[] rates = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long before = thread.getCurrentThreadCpuTime();
      int allowed = 0;
      for (int i = 0; i < requests.length; i++) {
        AttachedPolicies policies = principals[i % principals.length];
        allowed += PolicyEvaluation.decide(policies, requests[i]) == Decision.ALLOWED ? 1 : 0;
      }
      rates[round] =
          allowed < 0 ? 0 : requests.length * 1e9 / (thread.getCurrentThreadCpuTime() - before);
    }
    Arrays.sort(rates);
    System.out.printf(
        "  %-28s %,11.0f decisions/s; read and compiled in %.2f s%n",
        "1,000 principals in turn", rates[ROUNDS / 2], compiled / 1e9);
  }
}

package io.cairn.bench.ingest;

import io.cairn.bench.suite.Load;
import io.cairn.bench.suite.RunningSuite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * What {@code up --durable} costs: the same events into suites without and with it by turns, so
 * that what else the machine does falls on both.
 */
public final class DurableBenchmark {
  private final Path checkout;
  private final Load load;
  private final int rounds;

  /** So many rounds of one load without and with it. */
  public DurableBenchmark(Path checkout, Load load, int rounds) {
    this.checkout = checkout;
    this.load = load;
    this.rounds = rounds;
  }

  /** Runs and prints. */
  public void run() throws IOException, InterruptedException, ExecutionException {
    double without = 0;
    double with = 0;
    for (int i = 0; i < rounds; i++) {
      System.out.println("  without --durable");
      without += seconds("--no-aot");
      System.out.println("  with --durable");
      with += seconds("--no-aot", "--durable");
    }
    double events = (double) rounds * load.events();
    System.out.printf(
        Locale.ROOT,
        "  in %d rounds: %,.0f events/s without --durable, %,.0f with it: %.2f of it%n",
        rounds,
        events / without,
        events / with,
        without / with);
  }

  private double seconds(String... options)
      throws IOException, InterruptedException, ExecutionException {
    try (RunningSuite suite = RunningSuite.startWith(checkout, options)) {
      return new IngestBenchmark(suite, load).push();
    }
  }
}

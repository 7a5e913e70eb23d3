package io.cairn.bench;

import io.cairn.bench.discovery.DiscoveryBenchmark;
import io.cairn.bench.guard.GuardBench;
import io.cairn.bench.ingest.DurableBenchmark;
import io.cairn.bench.ingest.IngestBenchmark;
import io.cairn.bench.lookup.LookupBenchmark;
import io.cairn.bench.path.WholeWayBenchmark;
import io.cairn.bench.start.StartBenchmark;
import io.cairn.bench.suite.Load;
import io.cairn.bench.suite.RunningSuite;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./cairn bench}: the main job's figures, all in one run on one machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the main job on this machine.",
    subcommands = GuardBench.class)
final class Bench implements Callable<Integer> {

  @Option(
      names = "--events",
      defaultValue = "100000",
      description = "events pushed by the ingest benchmark (${DEFAULT-VALUE})")
  int events;

  @Option(
      names = "--path-events",
      defaultValue = "20000",
      description = "events pushed while webhooks are timed (${DEFAULT-VALUE})")
  int pathEvents;

  @Option(
      names = "--queries",
      defaultValue = "500",
      description = "look-ups of each class (${DEFAULT-VALUE})")
  int queries;

  @Option(
      names = "--resources",
      defaultValue = "5000",
      description = "resources of the discovered account (${DEFAULT-VALUE})")
  int resources;

  @Option(
      names = "--seed",
      defaultValue = "20261124",
      description = "of the generator (${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--data",
      description = "a .jsonl.gz of {\"event\":…} lines instead of generated events")
  @Nullable Path data;

  @Option(
      names = "--only",
      split = ",",
      description = "parts to run, of ${COMPLETION-CANDIDATES} (all)")
  Set<Part> only = EnumSet.allOf(Part.class);

  @Option(names = "--checkout", required = true, hidden = true)
  Path checkout = Path.of(".");

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  /** What can be measured by itself; the start is always. */
  enum Part {
    INGEST,
    LOOKUP,
    PATH,
    DISCOVERY,
    RESTART,
    DURABLE
  }

  @Override
  public Integer call() throws Exception {
    if (only.contains(Part.DURABLE)) {
      System.out.println("The price of --durable");
      new DurableBenchmark(checkout, Load.of(events, seed, data), 2).run();
    }
    if (!only.equals(EnumSet.of(Part.DURABLE))) {
      measureOne();
    }
    return 0;
  }

  private void measureOne() throws Exception {
    System.out.println("Start");
    try (RunningSuite suite = RunningSuite.start(checkout, DiscoveryBenchmark.environment())) {
      System.out.printf(
          "  first start of an empty folder: %.1f s%n", suite.startTook().toMillis() / 1e3);
      measure(suite);
      if (only.contains(Part.RESTART)) {
        System.out.println("Start again");
        suite.stop();
        new StartBenchmark(checkout).restart(suite).gateway();
      }
    }
  }

  private void measure(RunningSuite suite) throws Exception {
    if (only.contains(Part.INGEST)) {
      System.out.println("Ingest");
      new IngestBenchmark(suite, Load.of(events, seed, data)).run();
    }
    if (only.contains(Part.LOOKUP)) {
      System.out.println("Look-up");
      new LookupBenchmark(suite, queries).run();
    }
    if (only.contains(Part.PATH)) {
      System.out.println("The whole way");
      new WholeWayBenchmark(suite, Load.of(pathEvents, seed + 1, null)).run();
    }
    if (only.contains(Part.DISCOVERY)) {
      System.out.println("Discovery");
      new DiscoveryBenchmark(suite, resources).run();
    }
  }
}

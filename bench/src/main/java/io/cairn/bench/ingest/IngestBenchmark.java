package io.cairn.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.bench.suite.Gateway;
import io.cairn.bench.suite.Load;
import io.cairn.bench.suite.RunningSuite;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Pushes all events as fast as the gateway takes them and waits until the store has them all. */
public final class IngestBenchmark {
  private static final int CONNECTIONS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final RunningSuite suite;
  private final Load load;

  /** A run of one load on one suite. */
  public IngestBenchmark(RunningSuite suite, Load load) {
    this.suite = suite;
    this.load = load;
  }

  /** Runs and prints, beside COPY. */
  public void run() throws IOException, InterruptedException, SQLException, ExecutionException {
    double searchable = push();
    try (var copy = new CopyBaseline(suite.database("trail"))) {
      double copied = copy.run();
      System.out.printf(
          Locale.ROOT,
          "  PostgreSQL's COPY of the same %,d rows, same table and indexes: %,.0f rows/s%n  ratio: %.2f of COPY%n",
          copy.rows(),
          copy.rows() / copied,
          (load.events() / searchable) / (copy.rows() / copied));
    }
  }

  /** Runs and prints; gives the seconds until all events could be found. */
  double push() throws IOException, InterruptedException, ExecutionException {
    Gateway gateway = suite.gateway();
    long before = stored(gateway);
    long begin = System.nanoTime();
    pushAll(gateway);
    double accepted = seconds(begin);
    awaitStored(gateway, before + load.events());
    double searchable = seconds(begin);
    print("pushed and acknowledged", accepted);
    print("stored and searchable", searchable);
    return searchable;
  }

  private void pushAll(Gateway gateway) throws InterruptedException, ExecutionException {
    try (var senders = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Callable<JsonNode>> pushes = new ArrayList<>();
      for (byte[] body : load.bodies()) {
        pushes.add(() -> gateway.post("/api/v1/trail/events", "application/x-ndjson", body));
      }
      for (Future<JsonNode> push : senders.invokeAll(pushes)) {
        if (!push.get().path("refused").isEmpty()) {
          throw new IllegalStateException("events were refused: " + push.get());
        }
      }
    }
  }

  private static void awaitStored(Gateway gateway, long wanted)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (stored(gateway) < wanted) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "not stored within " + LIMIT + ": " + stored(gateway) + " of " + wanted);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** What the ledger counts as stored from the source {@code push}. */
  private static long stored(Gateway gateway) throws IOException, InterruptedException {
    long stored = 0;
    for (JsonNode source : gateway.get("/api/v1/trail/ledger?source=push").path("items")) {
      stored += source.path("stored").asLong();
    }
    return stored;
  }

  private void print(String what, double seconds) {
    System.out.printf(
        Locale.ROOT,
        "  %s: %,d events (%,.1f MB) in %.2f s, %,.0f events/s%n",
        what,
        load.events(),
        load.bytes() / 1e6,
        seconds,
        load.events() / seconds);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}

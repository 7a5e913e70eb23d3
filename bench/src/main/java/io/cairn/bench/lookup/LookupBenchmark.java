package io.cairn.bench.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.bench.suite.Gateway;
import io.cairn.bench.suite.Percentiles;
import io.cairn.bench.suite.RunningSuite;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Look-ups over HTTP of values that are hot, rare and missing, and of several attributes at once.
 */
public final class LookupBenchmark {
  private static final int WARM_UP = 100;
  private static final int CONNECTIONS = 8;

  private final RunningSuite suite;
  private final int queries;

  /** A run of {@code queries} look-ups a class on a suite that holds events. */
  public LookupBenchmark(RunningSuite suite, int queries) {
    this.suite = suite;
    this.queries = queries;
  }

  /** Runs and prints. */
  public void run() throws IOException, InterruptedException {
    Gateway gateway = suite.gateway();
    List<String> ids = new ArrayList<>();
    for (JsonNode event : gateway.get("/api/v1/trail/events?limit=500").path("items")) {
      ids.add(event.path("eventId").asText());
    }
    Map<String, List<String>> classes = new LinkedHashMap<>();
    classes.put("event id, found", ids.stream().map(id -> "eventId=" + id).toList());
    classes.put("event id, missing", List.of("eventId=00000000-0000-4000-8000-000000000000"));
    classes.put("hot eventName, newest 50", List.of("eventName=AssumeRole", "eventName=Decrypt"));
    classes.put(
        "rare eventName", List.of("eventName=PutBucketVersioning", "eventName=CreateAccessKey"));
    classes.put(
        "user and readOnly and region", List.of("username=user-3&readOnly=false&region=eu-west-1"));
    classes.put(
        "free JSON path (a scan)",
        List.of(
            "path="
                + URLEncoder.encode(
                    "$.requestParameters.bucketName=bucket-7", StandardCharsets.UTF_8)));
    for (Map.Entry<String, List<String>> each : classes.entrySet()) {
      measure(gateway, each.getKey(), each.getValue());
    }
    measureTogether(gateway, "eventId=00000000-0000-4000-8000-000000000000");
  }

  /** As many callers at once as there are connections, each asking as soon as it has its answer. */
  private void measureTogether(Gateway gateway, String argument)
      throws IOException, InterruptedException {
    List<Callable<List<Long>>> callers =
        Collections.nCopies(CONNECTIONS, () -> ask(gateway, queries, List.of(argument)));
    long begin = System.nanoTime();
    List<Long> nanos = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Long>> caller : pool.invokeAll(callers)) {
        nanos.addAll(caller.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("a look-up failed", e);
    }
    print("event id, missing, " + CONNECTIONS + " callers", begin, nanos);
  }

  private static List<Long> ask(Gateway gateway, int times, List<String> arguments)
      throws IOException, InterruptedException {
    List<Long> nanos = new ArrayList<>(times);
    for (int i = 0; i < times; i++) {
      long from = System.nanoTime();
      gateway.get("/api/v1/trail/events?" + arguments.get(i % arguments.size()));
      nanos.add(System.nanoTime() - from);
    }
    return nanos;
  }

  private void measure(Gateway gateway, String name, List<String> arguments)
      throws IOException, InterruptedException {
    int runs = name.contains("scan") ? Math.max(3, queries / 20) : queries;
    ask(gateway, Math.min(WARM_UP, runs), arguments);
    long begin = System.nanoTime();
    print(name, begin, ask(gateway, runs, arguments));
  }

  private static void print(String name, long begin, List<Long> nanos) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "  %-32s %,7.0f/s, %s%n",
        name,
        nanos.size() / seconds,
        new Percentiles(nanos));
  }
}

package io.cairn.bench.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.bench.suite.Gateway;
import io.cairn.bench.suite.Percentiles;
import io.cairn.bench.suite.RunningSuite;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Look-ups over HTTP of values that are hot, rare and missing, and of several attributes at once.
 */
public final class LookupBenchmark {
  private static final int WARM_UP = 100;

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
  }

  private void measure(Gateway gateway, String name, List<String> arguments)
      throws IOException, InterruptedException {
    int runs = name.contains("scan") ? Math.max(3, queries / 20) : queries;
    for (int i = 0; i < Math.min(WARM_UP, runs); i++) {
      gateway.get("/api/v1/trail/events?" + arguments.get(i % arguments.size()));
    }
    List<Long> nanos = new ArrayList<>(runs);
    long begin = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      long from = System.nanoTime();
      gateway.get("/api/v1/trail/events?" + arguments.get(i % arguments.size()));
      nanos.add(System.nanoTime() - from);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        Locale.ROOT, "  %-32s %,7.0f/s, %s%n", name, runs / seconds, new Percentiles(nanos));
  }
}

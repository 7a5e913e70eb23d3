package io.cairn.bench.path;

import io.cairn.bench.suite.Gateway;
import io.cairn.bench.suite.Load;
import io.cairn.bench.suite.Percentiles;
import io.cairn.bench.suite.RunningSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The whole way under load: among pushed events some are marked ones that a detection of this run
 * matches, each making a finding of its own; the clock runs from the push of a marked event to its
 * webhook.
 */
public final class WholeWayBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String DETECTION =
      """
      title: Benchmark mark
      id: 5b1b3c1e-5a58-4d0e-9d0a-0b0e6a7f1c11
      status: test
      description: Matches the marked events of a benchmark.
      level: high
      logsource:
        product: aws
        service: cloudtrail
      detection:
        selection:
          eventName: BenchmarkMark
        condition: selection
      """;

  private final RunningSuite suite;
  private final Load load;

  /** A run of one load, one marked event with each request. */
  public WholeWayBenchmark(RunningSuite suite, Load load) {
    this.suite = suite;
    this.load = load;
  }

  /** Runs and prints. */
  public void run() throws IOException, InterruptedException {
    Gateway gateway = suite.gateway();
    try (var receiver = new WebhookReceiver()) {
      gateway.post(
          "/api/v1/findings/detections",
          "application/yaml",
          DETECTION.getBytes(StandardCharsets.UTF_8));
      gateway.post(
          "/api/v1/findings/notification-targets", "application/json", target(receiver.url()));
      List<Long> pushed = new ArrayList<>();
      long begin = System.nanoTime();
      for (int i = 0; i < load.bodies().size(); i++) {
        pushed.add(System.nanoTime());
        gateway.post(
            "/api/v1/trail/events", "application/x-ndjson", withMark(load.bodies().get(i), i));
      }
      await(receiver, pushed.size());
      print(receiver, pushed, begin);
    }
  }

  private static byte[] target(String url) {
    return ("{\"name\":\"bench\",\"kind\":\"webhook\",\"url\":\""
            + url
            + "\",\"on\":[\"new\"],\"gatherWindow\":\"PT0S\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] withMark(byte[] body, int mark) {
    String event =
        String.format(
            Locale.ROOT,
            "{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::111122223333:user/bench-mark-%d\","
                + "\"accountId\":\"111122223333\",\"userName\":\"bench-mark-%d\"},\"eventTime\":\"%s\",\"eventSource\":\"bench.amazonaws.com\","
                + "\"eventName\":\"BenchmarkMark\",\"awsRegion\":\"eu-west-1\",\"sourceIPAddress\":\"203.0.113.1\",\"eventID\":\"bench-%d-%d\","
                + "\"readOnly\":false,\"eventType\":\"AwsApiCall\",\"recipientAccountId\":\"111122223333\"}%n",
            mark,
            mark,
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            System.nanoTime(),
            mark);
    byte[] line = event.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[body.length + line.length];
    System.arraycopy(body, 0, all, 0, body.length);
    System.arraycopy(line, 0, all, body.length, line.length);
    return all;
  }

  private static void await(WebhookReceiver receiver, int wanted) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (receiver.received().size() < wanted) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "only "
                + receiver.received().size()
                + " of "
                + wanted
                + " webhooks came within "
                + LIMIT);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private void print(WebhookReceiver receiver, List<Long> pushed, long begin) {
    List<Long> latencies = new ArrayList<>();
    long last = begin;
    for (int i = 0; i < pushed.size(); i++) {
      long at = receiver.received().getOrDefault(i, Long.MAX_VALUE);
      latencies.add(at - pushed.get(i));
      last = Math.max(last, at);
    }
    int events = load.events() + pushed.size();
    System.out.printf(
        Locale.ROOT,
        "  %,d events pushed, stored, judged and told in %.2f s: %,.0f events/s; push to webhook %s%n",
        events,
        (last - begin) / 1e9,
        events / ((last - begin) / 1e9),
        new Percentiles(latencies));
  }
}

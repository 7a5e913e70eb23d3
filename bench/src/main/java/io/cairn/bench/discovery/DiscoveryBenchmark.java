package io.cairn.bench.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.aws.recorded.RecordedAws;
import io.cairn.aws.recorded.Scenario;
import io.cairn.bench.suite.Gateway;
import io.cairn.bench.suite.RunningSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Discovers a grown account once from nothing and once more unchanged. Reads {@code /proc}, so
 * Linux only.
 */
public final class DiscoveryBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final RunningSuite suite;
  private final int resources;

  /** A run over an account of about {@code resources} resources. */
  public DiscoveryBenchmark(RunningSuite suite, int resources) {
    this.suite = suite;
    this.resources = resources;
  }

  /** What the suite's processes need to reach the recorded answers. */
  public static Map<String, String> environment() {
    return Map.of(
        "AWS_ACCESS_KEY_ID",
        Scenario.SAMPLE_ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY",
        Scenario.SAMPLE_SECRET_KEY,
        "CAIRN_AWS_ALLOW_PRIVATE_ENDPOINTS",
        "true",
        "CAIRN_FINDINGS_NOTIFICATION_ALLOW_PRIVATE_ADDRESSES",
        "true");
  }

  /** Runs and prints. */
  public void run() throws IOException, InterruptedException {
    Gateway gateway = suite.gateway();
    try (RecordedAws aws = RecordedAws.start(GrownAccount.of(resources))) {
      String account =
          "{\"accountId\":\"%s\",\"regions\":[\"eu-west-1\",\"us-east-1\"],\"endpoint\":\"%s\"}"
              .formatted(GrownAccount.ACCOUNT, aws.endpoint());
      gateway.post(
          "/api/v1/config/accounts", "application/json", account.getBytes(StandardCharsets.UTF_8));
      discover(gateway, aws, "first discovery");
      discover(gateway, aws, "again, unchanged");
    }
    System.out.printf(Locale.ROOT, "  config-service's peak memory: %,.0f MB%n", peak() / 1e3);
  }

  private void discover(Gateway gateway, RecordedAws aws, String what)
      throws IOException, InterruptedException {
    aws.scenario().faults().forget();
    String path = "/api/v1/config/accounts/" + GrownAccount.ACCOUNT + "/discovery";
    long begin = System.nanoTime();
    String job =
        gateway
            .post(path, "application/json", "{}".getBytes(StandardCharsets.UTF_8))
            .path("jobId")
            .asText();
    JsonNode state = gateway.get("/api/v1/config/jobs/" + job);
    while (!state.hasNonNull("endedAt")) {
      if (System.nanoTime() - begin > LIMIT.toNanos()) {
        throw new IllegalStateException("discovery did not end within " + LIMIT + ": " + state);
      }
      LockSupport.parkNanos(50_000_000);
      state = gateway.get("/api/v1/config/jobs/" + job);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long found =
        gateway
            .get("/api/v1/config/resources?limit=1&count=true&accountId=" + GrownAccount.ACCOUNT)
            .path("count")
            .asLong();
    System.out.printf(
        Locale.ROOT,
        "  %s: %s, %,d resources, %,d calls in %.1f s, %,.0f resources/s%n",
        what,
        state.path("state").asText(),
        found,
        aws.scenario().faults().asked().size(),
        seconds,
        found / seconds);
  }

  private long peak() throws IOException {
    long launcher =
        Long.parseLong(Files.readString(suite.data().resolve("run/launcher.pid")).strip());
    for (ProcessHandle each : ProcessHandle.of(launcher).orElseThrow().descendants().toList()) {
      if (Files.readString(Path.of("/proc/" + each.pid() + "/cmdline")).contains("config-service")
          || Files.readSymbolicLink(Path.of("/proc/" + each.pid() + "/cwd"))
              .toString()
              .contains("config-service")) {
        return Files.readAllLines(Path.of("/proc/" + each.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum();
      }
    }
    throw new IllegalStateException("config-service is not among the launcher's processes");
  }
}

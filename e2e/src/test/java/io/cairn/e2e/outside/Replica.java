package io.cairn.e2e.outside;

import static org.awaitility.Awaitility.await;

import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.SuiteUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A second process of a service: the same artifact, database, broker and credentials. */
final class Replica implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(2);

  private final Process process;

  private Replica(Process process) {
    this.process = process;
  }

  /** Starts it beside the one that the launcher runs, and waits until it is ready. */
  static Replica of(SuiteUnderTest suite, String service) {
    long original = suite.running().service(service).orElseThrow().pid();
    int port = SuiteUnderTest.freePort();
    try {
      Path proc = Path.of("/proc", Long.toString(original));
      var builder =
          new ProcessBuilder(words(proc.resolve("cmdline")))
              .directory(proc.resolve("cwd").toRealPath().toFile())
              .redirectErrorStream(true)
              .redirectOutput(suite.data().resolve("logs/replica.log").toFile());
      builder.environment().clear();
      for (String variable : words(proc.resolve("environ"))) {
        String[] parts = variable.split("=", 2);
        builder.environment().put(parts[0], parts[1]);
      }
      builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
      var replica = new Replica(builder.start());
      var api = new Api(URI.create("http://127.0.0.1:" + port), null);
      await("a second " + service)
          .atMost(READY)
          .ignoreExceptionsInstanceOf(UncheckedIOException.class)
          .until(() -> ready(api));
      return replica;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ready(Api api) {
    Answer answer = api.get("/q/health/ready");
    return answer.status() == 200;
  }

  private static List<String> words(Path file) throws IOException {
    return Stream.of(Files.readString(file).split("\0")).filter(word -> !word.isEmpty()).toList();
  }

  /** Ends it by kill -9. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

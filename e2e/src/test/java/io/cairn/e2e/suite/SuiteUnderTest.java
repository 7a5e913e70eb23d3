package io.cairn.e2e.suite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** A suite of its own in a folder of its own, started as a user starts it. */
public final class SuiteUnderTest implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);
  // A launcher without a parent stays in the list until init has taken note of its end.
  private static final Duration GONE = Duration.ofSeconds(10);
  private static final Duration COMMAND = Duration.ofMinutes(2);

  private final Path data;
  private final int port;
  private final Map<String, String> environment;

  /** A suite that is not started yet. */
  public SuiteUnderTest(Path data, int port, Map<String, String> environment) {
    this.data = data;
    this.port = port;
    this.environment = Map.copyOf(environment);
  }

  /** Starts a suite on an empty folder and waits until it is ready. */
  public static SuiteUnderTest start(String... options) {
    return start(Map.of(), options);
  }

  /** The same, with variables for its processes. */
  public static SuiteUnderTest start(Map<String, String> environment, String... options) {
    try {
      Path data = Files.createTempDirectory("cairn-e2e");
      var suite = new SuiteUnderTest(data, freePort(), environment);
      suite.up(options);
      return suite;
    } catch (IOException e) {
      throw new UncheckedIOException("no folder or port for a suite", e);
    }
  }

  /** A port that nobody listens on. */
  public static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  /** {@code ./cairn up} on this suite's folder and port; it must succeed. */
  public CommandResult up(String... options) {
    CommandResult result = tryUp(options);
    assertThat(result.status()).as(result.toString()).isZero();
    return result;
  }

  /** The same, whatever comes of it. */
  public CommandResult tryUp(String... options) {
    List<String> words =
        new ArrayList<>(
            List.of("up", "--data", data.toString(), "--port", Integer.toString(port), "--detach"));
    words.addAll(List.of(options));
    return Commands.cairn(START, environment, words);
  }

  /** {@code ./cairn WORDS --data …}. */
  public CommandResult cairn(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    return Commands.cairn(COMMAND, environment, all);
  }

  /** The same, and it must succeed. */
  public String cairnOk(String... words) {
    CommandResult result = cairn(words);
    assertThat(result.status()).as(result.toString()).isZero();
    return result.out();
  }

  /** The gateway's address. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The gateway, asked as the administrator. */
  public Api api() {
    return new Api(address(), cairnOk("token").strip());
  }

  /** The gateway, asked as nobody. */
  public Api stranger() {
    return new Api(address(), null);
  }

  /** The data folder. */
  public Path data() {
    return data;
  }

  /** Another suite on a folder of its own and this one's port; it is not started. */
  public SuiteUnderTest samePort(Path folder) {
    return new SuiteUnderTest(folder, port, environment);
  }

  /** Its processes. */
  public Running running() {
    return new Running(data);
  }

  /** The first access key. */
  public AccessKey accessKey() {
    return AccessKey.read(data.resolve("credentials"));
  }

  /** A generated credential of the inner servers. */
  public String secret(String name) {
    return property("secrets/inner.properties", name);
  }

  /** The port of an inner server or service. */
  public int innerPort(String name) {
    return Integer.parseInt(property("run/ports.properties", name));
  }

  private String property(String file, String name) {
    var all = new Properties();
    try (var in = Files.newBufferedReader(data.resolve(file))) {
      all.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return requireNonNull(all.getProperty(name), () -> file + " has no " + name);
  }

  /** Stops it for good; of its folder only the logs stay. */
  @Override
  public void close() {
    down();
    for (String part : List.of("postgresql", "kafka", "s3")) {
      delete(data.resolve(part));
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return; // an outside server's
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }

  /** {@code ./cairn down}; then nothing may run any more. */
  public void down() {
    Set<ProcessHandle> before = running().all();
    cairnOk("down");
    await("the end of all processes after down")
        .atMost(GONE)
        .untilAsserted(() -> assertThat(before).noneMatch(ProcessHandle::isAlive));
  }
}

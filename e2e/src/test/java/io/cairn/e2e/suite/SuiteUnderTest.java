package io.cairn.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A suite of its own in a folder of its own, started as a user starts it. */
public final class SuiteUnderTest implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration COMMAND = Duration.ofMinutes(2);

  private final Path data;
  private final int port;
  private final Map<String, String> environment;

  private SuiteUnderTest(Path data, int port, Map<String, String> environment) {
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

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** {@code ./cairn up} on this suite's folder and port. */
  public CommandResult up(String... options) {
    List<String> words =
        new ArrayList<>(
            List.of("up", "--data", data.toString(), "--port", Integer.toString(port), "--detach"));
    words.addAll(List.of(options));
    CommandResult result = Commands.cairn(START, environment, words);
    assertThat(result.status()).as(result.toString()).isZero();
    return result;
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

  /** {@code ./cairn down}. */
  @Override
  public void close() {
    CommandResult result = cairn("down");
    assertThat(result.status()).as(result.toString()).isZero();
  }
}

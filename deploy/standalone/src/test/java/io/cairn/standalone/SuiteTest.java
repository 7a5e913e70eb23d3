package io.cairn.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.service.Memory;
import io.cairn.standalone.service.ServiceSpec;
import io.cairn.standalone.service.StandIns;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
  private static final Path CACHE = Path.of("target", "postgresql").toAbsolutePath();

  @TempDir private Path temp;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<Suite> started = new ArrayList<>();
  private List<ServiceSpec> specs = List.of();
  private int port;

  @BeforeEach
  void install() throws Exception {
    specs =
        List.of(
            StandIns.install(temp.resolve("a"), "config-service", "config"),
            StandIns.install(temp.resolve("b"), "trail-service", "trail"),
            StandIns.install(temp.resolve("c"), "findings-service", "findings"),
            StandIns.install(temp.resolve("d"), "gateway", "gateway"));
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    started.forEach(Suite::stop);
  }

  private Suite suite() {
    var options =
        new UpOptions(
            temp.resolve("data"),
            temp,
            CACHE,
            InetAddress.getLoopbackAddress(),
            port,
            Memory.USUAL,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Aot.USE,
            false);
    var suite =
        new Suite(
            options,
            specs,
            new Console(new PrintStream(printed, true, StandardCharsets.UTF_8)),
            Clock.systemUTC());
    started.add(suite);
    return suite;
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldTellEachPartAsItBecomesReadyAndLeaveNothingWhenStopped() throws Exception {
    // Given
    var suite = suite();

    // When
    suite.start();

    // Then
    for (String part :
        List.of(
            "postgresql",
            "kafka",
            "s3",
            "config-service",
            "trail-service",
            "findings-service",
            "gateway")) {
      assertThat(printed()).containsPattern("(?m)^  " + part + " +ready +[0-9.]+ s");
    }
    Path data = temp.resolve("data");
    assertThat(Files.readString(data.resolve("run/url")).trim())
        .isEqualTo("http://127.0.0.1:" + port);
    assertThat(Files.readString(data.resolve("logs/trail-service.log")))
        .contains("/cairn?currentSchema=trail");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("secrets/inner.properties"))))
        .isEqualTo("rw-------");

    // When
    Map<String, ProcessHandle> services = suite.handles();
    long postmaster =
        Long.parseLong(Files.readAllLines(data.resolve("postgresql/postmaster.pid")).getFirst());
    suite.stop();

    // Then
    assertThat(services.values()).hasSize(4).noneMatch(ProcessHandle::isAlive);
    await().untilAsserted(() -> assertThat(ProcessHandle.of(postmaster)).isEmpty());
    assertThat(data.resolve("run/url")).doesNotExist();
  }

  @Test
  void shouldStartAServiceAgainWhenItIsKilled() {
    // Given
    var suite = suite();
    suite.start();
    ProcessHandle killed = Objects.requireNonNull(suite.handles().get("trail-service"));

    // When
    killed.destroyForcibly();

    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(printed()).contains("trail-service is ready again"));
    assertThat(Objects.requireNonNull(suite.handles().get("trail-service")).pid())
        .isNotEqualTo(killed.pid());
  }

  @Test
  void shouldStartPostgresqlAgainWhenItIsKilled() throws Exception {
    // Given
    var suite = suite();
    suite.start();
    Path pid = temp.resolve("data/postgresql/postmaster.pid");

    // When
    ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst()))
        .orElseThrow()
        .destroyForcibly();

    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(printed()).contains("postgresql is ready again"));
  }

  @Test
  void shouldSayInOneSentenceWhichPartFailedAndWhere() throws Exception {
    // Given
    Files.writeString(temp.resolve("b/refuse"), "");
    var suite = suite();

    // When, Then
    assertThatThrownBy(suite::start)
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            "trail-service ended with status 3 before it was ready: the table is not there; read "
                + temp.resolve("data/logs/trail-service.log"));
  }

  @Test
  void shouldSayWhichPortIsTaken() throws Exception {
    // Given
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      var suite = suite();

      // When, Then
      assertThatThrownBy(suite::start)
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is taken")
          .hasMessageContaining("--port");
    }
  }

  @Test
  void shouldRefuseASecondSuiteOnTheSameFolder() {
    // Given
    suite().start();

    // When, Then
    assertThatThrownBy(() -> suite().start())
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("a suite already runs on " + temp.resolve("data"))
        .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
  }
}

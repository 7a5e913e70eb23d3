package io.cairn.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.standalone.folder.CannotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PreflightTest {
  private record Said(int status, String err) {}

  /** Runs the source file as {@code ./cairn} does, with nothing built. */
  private static Said run(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("src/main/java/io/cairn/standalone/Preflight.java");
    words.addAll(List.of(arguments));
    var process = new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), err);
  }

  @ParameterizedTest
  @CsvSource({
    "--port 99999, --port 99999 is no port",
    "--port ten, --port ten is no port",
    "--port, --port needs a value",
    "--listen 192.0.2.1, --listen 192.0.2.1 is no address of this machine",
    "--listen 0.0.0.0, --accept-plain-http",
    "--memory lots, --memory lots is no size",
    "--memory 100m, the suite needs at least 1200m",
    "--tls-key key.pem, --tls-cert and --tls-key go together",
    "--kafka nohost, --kafka nohost must look like HOST:PORT",
    "--s3 127.0.0.1:9000, --s3 127.0.0.1:9000 must look like http",
    "--postgres-url localhost/cairn, must look like jdbc:postgresql",
    "--detatch, unknown argument --detatch"
  })
  void shouldRefuseInOneSentenceWhenTheCommandLineIsWrong(String arguments, String sentence) {
    assertThatThrownBy(() -> Preflight.read(arguments.split(" ")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldEndWithTwoAndOneSentenceWhenTheScriptRunsIt() throws Exception {
    // When
    Said said = run("--port", "ten");

    // Then
    assertThat(said.status()).as(said.toString()).isEqualTo(2);
    assertThat(said.err().strip())
        .isEqualTo("cairn: --port ten is no port; choose one from 1 to 65535");
  }

  @Test
  void shouldNameThePortWhenItIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      Said said = run("--demo", "--port", Integer.toString(taken.getLocalPort()));

      // Then
      assertThat(said.status()).isEqualTo(1);
      assertThat(said.err())
          .contains("port " + taken.getLocalPort() + " on 127.0.0.1 is taken", "--port");
    }
  }

  @Test
  void shouldKnowEveryOptionOfUpThatTheScriptPassesOn() {
    // Given
    Set<String> before = Set.of("--checkout", "--cache", "--data");

    // When
    Set<String> options =
        new CommandLine(new UpCommand())
            .getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .filter(name -> !before.contains(name))
                .collect(Collectors.toSet());

    // Then
    assertThat(
            Stream.concat(Preflight.FLAGS.stream(), Preflight.VALUES.stream())
                .collect(Collectors.toSet()))
        .isEqualTo(options);
  }
}

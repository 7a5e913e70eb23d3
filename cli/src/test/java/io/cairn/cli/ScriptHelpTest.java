package io.cairn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the script itself explain themselves, and do nothing else when asked to. */
class ScriptHelpTest {
  private static final Path SCRIPT = Path.of(System.getProperty("cairn.root"), "cairn");

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"down", "logs", "test", "bench"})
  void shouldExplainTheOneCommandAndDoNothingWhenAskedForHelp(String command) throws Exception {
    // When
    String said = run(0, command, "--help");

    // Then
    assertThat(said).startsWith("./cairn " + command + " [").contains("Exit statuses: 0 ");
    assertThat(said.lines().count()).isLessThan(15);
    assertThat(temp.resolve("data")).doesNotExist();
  }

  @Test
  void shouldNameTheHelpWhenAnArgumentIsNotKnown() throws Exception {
    assertThat(run(2, "logs", "--nonsense"))
        .isEqualTo("cairn: unknown argument --nonsense; see ./cairn logs --help\n");
  }

  private String run(int status, String... words) throws Exception {
    Path out = temp.resolve("out");
    var command = new ProcessBuilder("sh", SCRIPT.toString());
    command.command().addAll(List.of(words));
    command.environment().put("CAIRN_DATA", temp.resolve("data").toString());
    Process process = command.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String said = Files.readString(out, UTF_8);
    assertThat(process.exitValue()).as(said).isEqualTo(status);
    return said;
  }
}

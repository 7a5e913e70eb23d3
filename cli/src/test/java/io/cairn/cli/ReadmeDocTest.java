package io.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * What the README shows must be what the commands take; `up` and `test` are run by CI and by the
 * end-to-end tests.
 */
@NullMarked
class ReadmeDocTest {
  private static final Path ROOT = Path.of(System.getProperty("cairn.root"));
  private static final Set<String> OF_THE_SCRIPT = Set.of("up", "down", "test", "help", "logs");

  @Test
  void shouldUnderstandEveryCommandThatTheReadmeShows() throws IOException {
    // Given
    List<List<String>> commands = shown();

    // When, Then
    assertThat(commands).hasSizeGreaterThan(6);
    for (List<String> words : commands) {
      if (!OF_THE_SCRIPT.contains(words.getFirst())) {
        var parsed = Main.commandLine(Clock.systemUTC()).parseArgs(words.toArray(String[]::new));
        assertThat(parsed.hasSubcommand()).as(words.toString()).isTrue();
      }
    }
  }

  @Test
  void shouldStayShortAndLinkOnlyToWhatIsThere() throws IOException {
    // Given
    String text = Files.readString(ROOT.resolve("README.md"));

    // When
    List<String> targets = new ArrayList<>();
    var link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(text);
    while (link.find()) {
      targets.add(link.group(1));
    }

    // Then
    assertThat(text.lines().count()).isLessThanOrEqualTo(150);
    assertThat(targets)
        .isNotEmpty()
        .allSatisfy(target -> assertThat(ROOT.resolve(target)).exists());
  }

  private static List<List<String>> shown() throws IOException {
    return Files.readAllLines(ROOT.resolve("README.md")).stream()
        .filter(line -> line.startsWith("./cairn "))
        .map(line -> line.replaceAll("\\s+#.*", ""))
        .map(line -> Arrays.stream(line.split("\\s+", -1)).skip(1).toList())
        .toList();
  }
}

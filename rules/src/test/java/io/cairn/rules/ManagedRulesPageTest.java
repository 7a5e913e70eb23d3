package io.cairn.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ManagedRulesPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("cairn.root"), "docs/reference/managed-rules.md");

  /** {@code CAIRN_WRITE_DOCS=true} in the environment writes the page instead of checking it. */
  @Test
  void shouldBeUpToDateWhenRulesChange() throws IOException {
    // Given
    var generated = ManagedRulesPage.of(RuleCatalog.load());
    if (Boolean.parseBoolean(System.getenv("CAIRN_WRITE_DOCS"))) {
      Files.writeString(PAGE, generated);
    }

    // When
    var committed = Files.readString(PAGE);

    // Then
    assertThat(committed)
        .as("docs/reference/managed-rules.md is stale: run this test with CAIRN_WRITE_DOCS=true")
        .isEqualTo(generated);
  }

  @Test
  void shouldRankTheSameWhenReferenceListsRules() throws IOException {
    // Given
    var reference = Files.readString(PAGE.resolveSibling("rule-files.md"));

    // When
    var listed =
        reference.lines().filter(line -> line.matches("\\| \\d+ \\| [A-Z0-9_]+ \\|.*")).toList();

    // Then
    assertThat(listed)
        .extracting(line -> line.replaceAll("^\\| \\d+ \\| (\\w+) .*$", "$1"))
        .containsExactlyElementsOf(
            RuleCatalog.load().rules().stream().map(ManagedRule::identifier).toList());
  }
}

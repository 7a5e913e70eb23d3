package io.cairn.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class ProofResultsTest {
  @Test
  void shouldAddALineToTheTableOfItsHeading(@TempDir Path folder) throws IOException {
    // Given
    String before = "### A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    String after = "\n### B\n\n| c |\n|---|\n";
    Path page = Files.writeString(folder.resolve("page.md"), before + after);

    // When
    new ProofResults(page, "### A").add("2026-01-02", 4);

    // Then
    assertThat(page).hasContent(before + "| 2026-01-02 | 4 |\n" + after);
    assertThatThrownBy(() -> new ProofResults(page, "### C").add(1)).hasMessageContaining("### C");
  }

  @Test
  void shouldFindItsTableInThePage(@TempDir Path folder) throws IOException {
    // Given
    Path copy = Files.copy(ProofResults.page(), folder.resolve("page.md"));

    // When
    new ProofResults(copy, PolicyEvaluationPropertiesTest.HEADING).add("proof of a test");

    // Then
    assertThat(copy).content().contains("| proof of a test |\n\n### ");
  }
}

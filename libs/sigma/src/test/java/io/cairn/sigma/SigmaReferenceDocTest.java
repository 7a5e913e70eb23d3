package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class SigmaReferenceDocTest {
  @Test
  void shouldListExactlyTheCodesWhenReferenceIsRead() throws IOException {
    Path reference = Path.of(System.getProperty("cairn.root"), "docs/reference/sigma.md");
    List<String> documented =
        Files.readAllLines(reference).stream()
            .filter(line -> line.startsWith("| SIG"))
            .map(line -> line.substring(2, 8))
            .toList();
    assertThat(documented)
        .isEqualTo(Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::id).toList());
  }
}

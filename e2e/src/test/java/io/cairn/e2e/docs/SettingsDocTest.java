package io.cairn.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.e2e.suite.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsDocTest {

  @Test
  void shouldListEverySettingOfEveryService() throws IOException {
    // Given
    Path root = Commands.root();
    Path page = root.resolve("docs/reference/settings.md");

    // When
    String text = new SettingsPage(root).text();

    // Then
    if ("true".equals(System.getenv("CAIRN_WRITE_DOCS"))) {
      Files.writeString(page, text);
    }
    assertThat(text)
        .contains("| `cairn.aws.allow-private-endpoints` | `false` |", "CAIRN_CONFIG_LOOK_GATHER`")
        .contains("`cairn.trail.store.", "`cairn.findings.notification.max-attempts` | `15` |");
    assertThat(page)
        .as("run this test with CAIRN_WRITE_DOCS=true and commit what it writes")
        .hasContent(text);
  }
}

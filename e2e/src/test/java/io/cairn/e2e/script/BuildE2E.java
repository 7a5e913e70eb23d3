package io.cairn.e2e.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.e2e.suite.CommandResult;
import io.cairn.e2e.suite.SuiteUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildE2E {
  private final String port = Integer.toString(SuiteUnderTest.freePort());
  private Checkout checkout;

  @BeforeEach
  void copy(@TempDir Path folder) throws IOException {
    checkout = Checkout.in(folder);
  }

  @Test
  void shouldBuildOnceAndAgainOnlyWhenASourceIsNewAddedOrGone() throws IOException {
    // Given
    CommandResult first = up();
    assertThat(first.status()).as(first.toString()).isZero();
    assertThat(first.out()).contains("Building", "launched up");
    assertThat(checkout.builds()).isEqualTo(1);

    // When, Then
    assertThat(up().out()).contains("launched up").doesNotContain("Building");
    assertThat(checkout.builds()).as("nothing changed").isEqualTo(1);

    checkout.file("gateway/src/test/java/ATest.java", "class ATest {}");
    up();
    assertThat(checkout.builds()).as("a test is no part of what runs").isEqualTo(1);

    Path source = checkout.file("gateway/src/main/java/A.java", "class A { int b; }");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    up();
    assertThat(checkout.builds()).as("a source is newer").isEqualTo(2);

    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
    Path added = checkout.file("gateway/src/main/java/B.java", "class B {}");
    Files.setLastModifiedTime(added, FileTime.from(Instant.now().minusSeconds(60)));
    up();
    assertThat(checkout.builds()).as("a source is added, however old").isEqualTo(3);

    Files.delete(added);
    up();
    assertThat(checkout.builds()).as("a source is gone").isEqualTo(4);
    up();
    assertThat(checkout.builds()).as("nothing changed again").isEqualTo(4);
  }

  private CommandResult up() {
    return checkout.up("--port", port);
  }

  @Test
  void shouldNameTheLogAndBuildAgainWhenTheBuildFailed() throws IOException {
    // Given
    checkout.maven(1);

    // When
    CommandResult failed = up();

    // Then
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err()).contains("what went wrong", "the build failed; read", "build.log");
    assertThat(failed.out()).doesNotContain("launched");

    // When
    checkout.maven(0);

    // Then
    assertThat(up().out()).contains("launched up");
    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void shouldRefuseBeforeItBuildsWhenTheCommandLineIsWrong() {
    for (String wrong : new String[] {"--port=99999", "--listen=0.0.0.0", "--memory=7"}) {
      // When
      CommandResult refused = checkout.up(wrong);

      // Then
      assertThat(refused.status()).as(refused.toString()).isEqualTo(2);
      assertThat(refused.err().strip().lines()).as(refused.toString()).hasSize(1);
      assertThat(refused.err()).startsWith("cairn: " + wrong.substring(0, 6));
    }
    assertThat(checkout.builds()).isZero();
  }
}

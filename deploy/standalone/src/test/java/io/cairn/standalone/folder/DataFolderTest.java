package io.cairn.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path temp;

  @Test
  void shouldCloseAFolderThatOthersCouldRead() throws Exception {
    // Given
    Path open = Files.createDirectories(temp.resolve("data/secrets"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

    // When
    DataFolder folder = DataFolder.open(temp.resolve("data"));

    // Then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.secrets())))
        .isEqualTo("rwx------");
  }

  @Test
  void shouldNameTheFileThatIsInTheWay() throws Exception {
    // Given
    Path file = Files.writeString(temp.resolve("data"), "");

    // When, Then
    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data");
  }

  @Test
  void shouldRefuseAFullDisk() {
    // Given
    long free = 100L << 20;

    // When, Then
    assertThatThrownBy(() -> DataFolder.refuseFullDisk(temp, free))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("100 MB free")
        .hasMessageContaining("512 MB");
    assertThatCode(() -> DataFolder.refuseFullDisk(temp, DataFolder.LEAST_FREE_BYTES))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldWriteSecretsForTheOwnerAlone() throws Exception {
    // Given
    Path file = temp.resolve("secret");

    // When
    DataFolder.writeSecret(file, "one");
    DataFolder.writeSecret(file, "two");

    // Then
    assertThat(file).hasContent("two");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}

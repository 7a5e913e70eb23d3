package io.cairn.standalone.service;

import io.cairn.standalone.folder.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The JVM's ahead-of-time cache beside an application: {@code app.aot}, and a stamp of what it was
 * made from. A cache that does not fit costs more than none, so only one whose stamp fits is used.
 * Until there is one, the JVM's own class archive {@code app.jsa} helps half as much; it is written
 * when a process first ends, and the JVM itself sees whether it fits.
 */
public final class AotCache {
  private static final List<String> CLASS_ARCHIVE =
      List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=app.jsa", "-Xlog:disable");

  private final Path app;
  private final String jar;

  /** The cache of the application in a folder. */
  public AotCache(Path app, String jar) {
    this.app = app;
    this.jar = jar;
  }

  /** The options that use the cache, or the class archive where no cache fits. */
  public List<String> options() {
    return fits()
        ? List.of(
            "-XX:AOTCache=app.aot",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-Xlog:disable")
        : CLASS_ARCHIVE;
  }

  /** The options that make the cache when the process ends. */
  public List<String> recording() {
    return List.of("-XX:AOTCacheOutput=app.aot.new", "-Xlog:disable");
  }

  /** Whether a cache is there that was made by this JVM from these files. */
  public boolean fits() {
    try {
      return Files.exists(cache())
          && Files.exists(stampFile())
          && Files.readString(stampFile()).equals(stamp());
    } catch (IOException _) {
      return false;
    }
  }

  /** Puts a freshly recorded cache in place; false where the recording left none. */
  public boolean adopt() {
    Path fresh = app.resolve("app.aot.new");
    try {
      if (!Files.exists(fresh)) {
        return false;
      }
      Files.deleteIfExists(stampFile());
      Files.move(fresh, cache(), StandardCopyOption.REPLACE_EXISTING);
      DataFolder.writeSecret(stampFile(), stamp());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path cache() {
    return app.resolve("app.aot");
  }

  private Path stampFile() {
    return app.resolve("app.aot.stamp");
  }

  private String stamp() throws IOException {
    var sum = new CRC32();
    try (var files = Files.walk(app)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        String line =
            app.relativize(file)
                + " "
                + Files.size(file)
                + " "
                + Files.getLastModifiedTime(file).toMillis();
        sum.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return "%s %s %x%n".formatted(Runtime.version(), jar, sum.getValue());
  }
}

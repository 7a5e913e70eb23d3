package io.cairn.standalone.postgres;

import io.cairn.standalone.folder.CannotStart;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The PostgreSQL programs of this platform, unpacked from the class path into a cache folder once.
 * Several launchers may unpack at the same time: the first complete folder wins.
 */
final class PostgresBinaries {
  private static final List<String> ARCHIVES =
      List.of(
          "postgres-linux-x86_64.txz",
          "postgres-linux-arm_64.txz",
          "postgres-darwin-x86_64.txz",
          "postgres-darwin-arm_64.txz");

  private PostgresBinaries() {}

  /**
   * The folder that holds {@code bin/}, {@code lib/} and {@code share/}.
   *
   * @throws CannotStart if the build holds no PostgreSQL for this machine, or it cannot be unpacked
   */
  static Path unpack(Path cache) {
    String archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new CannotStart(
            "this build holds no PostgreSQL for %s; it was built on another platform: build it here, or give an outside one with --postgres-url"
                .formatted(archive));
      }
      byte[] bytes = packed.readAllBytes();
      Path home = cache.resolve(archive.replace(".txz", "-") + fingerprint(bytes));
      return Files.exists(home) ? home : unpack(bytes, home);
    } catch (IOException e) {
      throw new CannotStart(
          "PostgreSQL cannot be unpacked into %s: %s".formatted(cache, e.getMessage()), e);
    }
  }

  static String archive(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean arm = osArch.equals("aarch64");
    String wanted =
        "postgres-%s-%s.txz"
            .formatted(
                os.contains("mac") ? "darwin" : os,
                arm ? "arm_64" : osArch.replace("amd64", "x86_64"));
    if (!ARCHIVES.contains(wanted)) {
      throw new CannotStart(
          "there is no embedded PostgreSQL for %s on %s; give an outside one with --postgres-url"
              .formatted(osName, osArch));
    }
    return wanted;
  }

  private static String fingerprint(byte[] bytes) {
    return Long.toHexString(bytes.length) + "-" + Integer.toHexString(Arrays.hashCode(bytes));
  }

  private static Path unpack(byte[] archive, Path home) throws IOException {
    Files.createDirectories(home.getParent());
    Path fresh = Files.createTempDirectory(home.getParent(), "unpacking-");
    try (var tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(
                new BufferedInputStream(new ByteArrayInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, fresh);
      }
    }
    try {
      return Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
      delete(fresh); // another launcher was faster
      return home;
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path home)
      throws IOException {
    Path target = home.resolve(entry.getName()).normalize();
    if (!target.startsWith(home)) {
      throw new IOException("the archive reaches outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    if ((entry.getMode() & 0111) != 0) {
      Set<PosixFilePermission> may = EnumSet.copyOf(Files.getPosixFilePermissions(target));
      may.add(PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(target, may);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}

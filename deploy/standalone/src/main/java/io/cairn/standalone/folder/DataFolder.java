package io.cairn.standalone.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Where one suite keeps everything, readable by its owner alone. {@link #open} makes what is
 * missing and refuses a folder that cannot be used.
 *
 * @param root absolute path
 */
public record DataFolder(Path root) {

  /** Bytes that must be free at start; less cannot hold the first segments of the servers. */
  static final long LEAST_FREE_BYTES = 512L << 20;

  private static final int RESERVE_BYTES = 1 << 20;

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  /**
   * Opens or makes the folder.
   *
   * @throws CannotStart if it cannot be made or written, belongs to someone else, or its disk is
   *     full
   */
  public static DataFolder open(Path path) {
    var folder = new DataFolder(path.toAbsolutePath().normalize());
    try {
      for (Path each : folder.folders()) {
        Files.createDirectories(each, PosixFilePermissions.asFileAttribute(OWNER));
        folder.close(each);
      }
      refuseFullDisk(folder.root, Files.getFileStore(folder.root).getUsableSpace());
      folder.probe();
    } catch (AccessDeniedException e) {
      throw new CannotStart(
          "the data folder %s cannot be used: no permission for %s; give it to this user or choose another with --data"
              .formatted(folder.root, e.getFile()),
          e);
    } catch (IOException e) {
      throw new CannotStart(
          "the data folder %s cannot be made or written: %s; choose another with --data"
              .formatted(folder.root, reason(e)),
          e);
    }
    return folder;
  }

  static void refuseFullDisk(Path root, long free) {
    if (free < LEAST_FREE_BYTES) {
      throw new CannotStart(
          "the disk that holds %s has %d MB free, and at least %d MB are needed; free some or choose another folder with --data"
              .formatted(root, free >> 20, LEAST_FREE_BYTES >> 20));
    }
  }

  private List<Path> folders() {
    return List.of(root, run(), logs(), secrets(), kafka(), s3());
  }

  private void close(Path each) throws IOException {
    if (!Files.isDirectory(each)) {
      throw new CannotStart("%s is in the way: it is no folder".formatted(each));
    }
    if (!Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS).equals(OWNER)) {
      Files.setPosixFilePermissions(each, OWNER);
    }
  }

  private void probe() throws IOException {
    for (Path each : folders()) {
      Path probe = each.resolve(".probe");
      Files.writeString(probe, "");
      Files.delete(probe);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "")
        + (e.getMessage() == null ? "" : " " + e.getMessage());
  }

  /**
   * Keeps a little of the disk back, so that the reason can still be written to the logs when the
   * rest of it is full; {@link #giveReserve} frees it.
   */
  public void keepReserve() {
    try {
      Files.write(reserve(), new byte[RESERVE_BYTES]);
    } catch (IOException e) {
      throw new CannotStart("%s cannot be written: %s".formatted(reserve(), reason(e)), e);
    }
  }

  /** Frees what {@link #keepReserve} kept. */
  public void giveReserve() {
    try {
      Files.deleteIfExists(reserve());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path reserve() {
    return run().resolve("reserve");
  }

  /** Writes a file that only the owner can read, in one step: never half written, never open. */
  public static void writeSecret(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_FILE));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What runs now: lock, pid, ports, address. */
  public Path run() {
    return root.resolve("run");
  }

  /** One bounded log for each part. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** The log of one part. */
  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  /** Generated credentials. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** PostgreSQL's data; made by initdb. */
  public Path postgresql() {
    return root.resolve("postgresql");
  }

  /** Kafka's log folder. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** A folder under it is a bucket. */
  public Path s3() {
    return root.resolve("s3");
  }

  /** The first access key, in the form of an AWS shared-credentials file. */
  public Path credentials() {
    return root.resolve("credentials");
  }
}

package io.cairn.standalone.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held by the one launcher of a data folder for as long as it lives; the system frees it when the
 * process dies in whatever way. The holder's pid stands in {@code run/launcher.pid}.
 */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;
  private final Path pid;

  private FolderLock(FileChannel channel, Path pid) {
    this.channel = channel;
    this.pid = pid;
  }

  /**
   * Takes the lock.
   *
   * @throws CannotStart if another launcher holds it
   */
  public static FolderLock take(DataFolder folder) {
    Path pid = folder.run().resolve("launcher.pid");
    try {
      var channel =
          FileChannel.open(
              folder.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locks(channel)) {
        channel.close();
        throw new CannotStart(
            "a suite already runs on %s (launcher process %s); stop it with ./cairn down, or use another folder with --data"
                .formatted(folder.root(), Files.exists(pid) ? Files.readString(pid).trim() : "?"));
      }
      DataFolder.writeSecret(pid, ProcessHandle.current().pid() + "\n");
      return new FolderLock(channel, pid);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock()).isPresent();
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  /** Frees the folder for the next launcher. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(pid);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

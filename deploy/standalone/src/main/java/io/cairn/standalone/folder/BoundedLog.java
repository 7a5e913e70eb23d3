package io.cairn.standalone.folder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A log file that never grows past a size: when full it is renamed {@code .1} and a new one begun,
 * so at most twice the size is on disk. Lines stay whole; one thread writes at a time.
 */
public final class BoundedLog implements AutoCloseable {
  /** Bytes of one file. */
  public static final long MAX_BYTES = 20L << 20;

  private final Path file;
  private final long maxBytes;
  private OutputStream out;
  private long size;

  /** Opens the log at its end. */
  public BoundedLog(Path file) {
    this(file, MAX_BYTES);
  }

  BoundedLog(Path file, long maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
    try {
      this.size = Files.exists(file) ? Files.size(file) : 0;
      this.out = append();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OutputStream append() throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Adds a line. */
  public synchronized void line(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      if (size > 0 && size + bytes.length > maxBytes) {
        out.close();
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
        out = append();
        size = 0;
      }
      out.write(bytes);
      size += bytes.length;
    } catch (IOException e) {
      throw new UncheckedIOException("the log " + file + " cannot be written", e);
    }
  }

  /**
   * Copies a process's output on a thread of its own until the process ends. A log that cannot be
   * written (a full disk) does not stop the copying: the process must never block on its own log.
   */
  public Thread copy(InputStream output, String name) {
    return Thread.ofVirtual()
        .name("log-" + name)
        .start(
            () -> {
              try (var reader =
                  new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  lineOrNothing(line);
                }
              } catch (IOException e) {
                lineOrNothing("(the output of " + name + " ended: " + e.getMessage() + ")");
              }
            });
  }

  private void lineOrNothing(String line) {
    try {
      line(line);
    } catch (UncheckedIOException _) {
      // A full disk: the line is lost, the process goes on.
    }
  }

  /** The last lines of a log, oldest first; empty if there is none. */
  public static List<String> tail(Path file, int lines) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var all = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      var last = new ArrayList<String>();
      all.forEach(
          line -> {
            last.add(line);
            if (last.size() > lines) {
              last.removeFirst();
            }
          });
      return last;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

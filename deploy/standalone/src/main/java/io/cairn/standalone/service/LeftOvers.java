package io.cairn.standalone.service;

import io.cairn.standalone.folder.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services that outlived a killed launcher. They end by themselves when they notice; the next start
 * waits for them and ends those that do not, told apart from strangers by pid and start time.
 */
public final class LeftOvers {
  private static final Logger LOGGER = LoggerFactory.getLogger(LeftOvers.class);

  private LeftOvers() {}

  static void note(DataFolder folder, Map<String, ProcessHandle> running) {
    try {
      DataFolder.writeSecret(
          file(folder),
          running.entrySet().stream()
              .map(
                  e ->
                      "%s %d %s%n".formatted(e.getKey(), e.getValue().pid(), started(e.getValue())))
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends what is left of the last start. */
  public static void end(DataFolder folder) {
    for (ProcessHandle left : find(folder)) {
      LOGGER
          .atWarn()
          .addKeyValue("pid", left.pid())
          .log("a service left by a killed launcher is ended");
      left.destroy();
      if (!endsWithin(left, 10)) {
        left.destroyForcibly();
        if (!endsWithin(left, 5)) {
          LOGGER.atError().addKeyValue("pid", left.pid()).log("the process does not end");
        }
      }
    }
  }

  private static List<ProcessHandle> find(DataFolder folder) {
    if (!Files.exists(file(folder))) {
      return List.of();
    }
    try (var lines = Files.lines(file(folder))) {
      return lines
          .map(line -> line.split(" ", 3))
          .filter(w -> w.length == 3)
          .map(LeftOvers::alive)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ProcessHandle> alive(String[] words) {
    return ProcessHandle.of(Long.parseLong(words[1])).filter(p -> started(p).equals(words[2]));
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("?");
  }

  private static boolean endsWithin(ProcessHandle process, int seconds) {
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Path file(DataFolder folder) {
    return folder.run().resolve("processes");
  }
}

package io.cairn.cli.trail;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import io.cairn.cli.suite.NotRunning;
import io.cairn.cli.suite.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code trail import}: pushes log files, shows how far it is, goes on where it was interrupted.
 */
@Command(
    name = "import",
    description =
        "Push CloudTrail files, or all under a folder; run it again to go on after an interruption.")
final class TrailImport implements Callable<Integer> {
  private static final int AT_ONCE = 4;
  private static final long TELL_NANOS = Duration.ofSeconds(2).toNanos();

  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
  List<Path> paths = new ArrayList<>();

  private final ImportTally tally = new ImportTally();
  private final AtomicLong told = new AtomicLong(System.nanoTime());

  @Override
  public Integer call() {
    Api api = connection.api();
    List<Path> files = LogFiles.find(paths);
    if (files.isEmpty()) {
      throw new Refused("there is no .json or .gz file under " + paths);
    }
    var notes = ImportNotes.open(connection.notes().orElseGet(TrailImport::ownCache), paths);
    var push = new Push(api, tally);
    try {
      pushAll(files, notes, push);
    } catch (NotRunning e) {
      output.remark(
          "stopped after "
              + tally.progress(files.size())
              + "; run the same command again to go on");
      throw e;
    }
    if (tally.isClean()) {
      notes.close();
    }
    JsonNode summary = tally.json();
    output.answer(summary, _ -> tally.text());
    return tally.isClean() ? 0 : 1;
  }

  private static Path ownCache() {
    return Path.of(System.getProperty("user.home"), ".cache", "cairn", "imports");
  }

  private void pushAll(List<Path> files, ImportNotes notes, Push push) {
    try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> work = new ArrayList<>();
      for (Path file : files) {
        work.add(workers.submit(() -> one(file, notes, push, files.size())));
      }
      try {
        for (Future<?> each : work) {
          each.get();
        }
      } catch (ExecutionException e) {
        workers.shutdownNow();
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        workers.shutdownNow();
        Thread.currentThread().interrupt();
        throw new NotRunning("interrupted", e);
      }
    }
  }

  private void one(Path file, ImportNotes notes, Push push, int of) {
    if (notes.isDone(file)) {
      tally.fileSkipped();
      return;
    }
    try {
      push.file(file);
      notes.done(file);
      tally.file();
    } catch (Refused e) {
      tally.fileFailed(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      tally.fileFailed(file, "cannot be read: " + e.getMessage());
    }
    long last = told.get();
    if (System.nanoTime() - last > TELL_NANOS && told.compareAndSet(last, System.nanoTime())) {
      output.remark(tally.progress(of));
    }
  }
}

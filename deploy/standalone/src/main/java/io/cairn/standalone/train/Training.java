package io.cairn.standalone.train;

import io.cairn.cli.suite.Connection;
import io.cairn.standalone.folder.BoundedLog;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the training process when the machine is idle and ends it with its suite. One checkout is
 * trained by one suite at a time.
 */
public final class Training {
  private static final Logger LOGGER = LoggerFactory.getLogger(Training.class);
  private static final int SETTLE_SECONDS = 20;

  /** So often a busy machine is waited for, ten minutes; then a low priority must do. */
  private static final int PATIENCE = 30;

  private static final long NEEDED_BYTES = 3L << 30;
  private static final int LIMIT_MINUTES = 15;

  private final DataFolder folder;
  private final Path checkout;
  private final Path cache;
  private @Nullable Process process;
  private boolean stopped;

  /** Prepares a training for the suite on {@code folder}. */
  public Training(DataFolder folder, Path checkout, Path cache) {
    this.folder = folder;
    this.checkout = checkout;
    this.cache = cache;
  }

  /** Trains on a thread of its own once the machine has nothing else to do, or never has. */
  public void start() {
    Thread.ofVirtual().name("training").start(this::trainWhenIdle);
  }

  private void trainWhenIdle() {
    try {
      int waits = 0;
      do {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        waits++;
      } while (waits < PATIENCE ? !Idle.now(NEEDED_BYTES) : !Idle.hasMemory(NEEDED_BYTES));
      alone();
    } catch (IOException | UncheckedIOException e) {
      LOGGER.atWarn().setCause(e).log("no AOT caches were made; starts stay slower");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void alone() throws IOException, InterruptedException {
    try (var channel =
            FileChannel.open(
                launcherFolder().resolve("training.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        train();
      }
    }
  }

  private void train() throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory(folder.run(), "training-");
    try {
      if (run(scratch) == 0) {
        adoptOwn();
      }
    } finally {
      delete(scratch);
    }
  }

  private int run(Path scratch) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command(scratch)).redirectErrorStream(true);
    Process training;
    synchronized (this) {
      if (stopped) {
        return -1;
      }
      training = builder.start();
      process = training;
    }
    training.getOutputStream().close();
    new BoundedLog(folder.log("training")).copy(training.getInputStream(), "training");
    if (!training.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      training.destroy();
      LOGGER.atWarn().log("the training took too long and was ended");
      return -1;
    }
    int status = training.exitValue();
    LOGGER.atInfo().addKeyValue("status", status).log("the training ended");
    return status;
  }

  private List<String> command(Path scratch) {
    List<String> all = new ArrayList<>(List.of("nice", "-n", "15"));
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!option.startsWith("-XX:AOT") && !option.startsWith("-Xlog")) {
        all.add(option);
      }
    }
    all.add("-XX:AOTCacheOutput=" + launcherFolder().resolve("app.aot.new"));
    all.addAll(List.of("-jar", launcherFolder().resolve("standalone.jar").toString(), "train"));
    all.addAll(List.of("--checkout", checkout.toString(), "--cache", cache.toString()));
    all.addAll(List.of("--data", scratch.toString()));
    int port = new Ports(folder, RandomGenerator.getDefault()).of("training");
    all.addAll(List.of("--port", Integer.toString(port)));
    all.addAll(List.of("--parent", Long.toString(ProcessHandle.current().pid())));
    return all;
  }

  private Path launcherFolder() {
    return checkout.resolve("deploy/standalone/target");
  }

  // The script names what the launcher was built from; it uses the cache only while that holds.
  private void adoptOwn() throws IOException {
    Path fresh = launcherFolder().resolve("app.aot.new");
    String key = System.getProperty("cairn.launcher.key");
    if (Files.exists(fresh) && key != null) {
      Path stamp = launcherFolder().resolve("app.aot.stamp");
      Files.deleteIfExists(stamp);
      Files.move(fresh, launcherFolder().resolve("app.aot"), StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(stamp, key + "\n");
    }
  }

  private static void delete(Path scratch) throws IOException {
    try (var all = Files.walk(scratch)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  /** Ends a training that runs; its scratch suite stops in order. */
  public void stop() {
    Process training;
    synchronized (this) {
      stopped = true;
      training = process;
    }
    if (training != null && training.isAlive()) {
      training.destroy();
      try {
        if (!training.waitFor(60, TimeUnit.SECONDS)) {
          training.destroyForcibly();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Asks the suite on a scratch folder what people ask. */
  public static void traffic(Path scratch) {
    new Traffic(Connection.of(scratch).api()).run();
  }

  /** Ends this process when another one ends. */
  public static void endWith(long parent) {
    ProcessHandle.of(parent)
        .ifPresent(
            handle -> {
              var _ = handle.onExit().thenRun(() -> System.exit(1));
            });
  }
}

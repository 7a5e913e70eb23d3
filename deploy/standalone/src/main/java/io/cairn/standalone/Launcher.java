package io.cairn.standalone;

import io.cairn.standalone.demo.DemoHost;
import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.service.ServiceSpec;
import io.cairn.standalone.train.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one suite until it is told to stop by Ctrl-C, SIGTERM or the end of the terminal, and says
 * in one sentence why it could not start. Nothing it started outlives it.
 */
final class Launcher {
  /** The script looks for this line, to show the key itself. */
  private static final String KEY_IS_IN = "The first access key is in ";

  private final UpOptions options;
  private final PrintStream out;
  private final PrintStream err;
  private volatile boolean failed;
  private volatile @Nullable Training training;

  Launcher(UpOptions options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * Returns 1 when the suite did not start or lost a part; a stop that was asked for ends with 0.
   */
  int run() {
    System.setProperty("cairn.logs", options.data().toAbsolutePath().resolve("logs").toString());
    var console = new Console(out);
    boolean first = !Files.exists(new DataFolder(options.data().toAbsolutePath()).credentials());
    var suite =
        new Suite(
            options,
            ServiceSpec.ofCheckout(options.checkout(), options.memory()),
            console,
            Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(suite, console), "stop"));
    try {
      suite.start();
      ready(console, first);
      if (options.aot() == Aot.USE_AND_MAKE && !suite.hasAllCaches()) {
        train();
      }
      suite.awaitEnd();
    } catch (CannotStart e) {
      logger().atError().setCause(e).log(e.sentence());
      err.println("cairn: " + e.sentence());
    } catch (UncheckedIOException e) {
      logger().atError().setCause(e).log("the suite cannot start");
      err.println(
          "cairn: a file of %s cannot be used: %s".formatted(options.data(), e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    failed = true;
    return 1;
  }

  // Only after cairn.logs is set: the first logger decides where the log files are.
  private static Logger logger() {
    return LoggerFactory.getLogger(Launcher.class);
  }

  private void train() {
    var background =
        new Training(
            new DataFolder(options.data().toAbsolutePath().normalize()),
            options.checkout(),
            options.cache());
    training = background;
    background.start();
  }

  private void shutDown(Suite suite, Console console) {
    if (!failed) {
      console.line("Cairn stops");
    }
    Training background = training;
    if (background != null) {
      background.stop();
    }
    suite.stop();
    Runtime.getRuntime().halt(failed ? 1 : 0);
  }

  private void ready(Console console, boolean first) {
    console.line("");
    console.line(
        String.format(
            Locale.ROOT,
            "Ready after %.1f s: %s%s",
            console.seconds(),
            options.url(),
            options.listen().isAnyLocalAddress()
                ? " and every other address of this machine"
                : ""));
    Path credentials = new DataFolder(options.data().toAbsolutePath().normalize()).credentials();
    if (first && Files.exists(credentials)) {
      console.line(KEY_IS_IN + credentials);
      if (isTerminal()) {
        lines(credentials).forEach(line -> console.line("  " + line));
      }
    }
    if (options.demo()) {
      console.line("Look at the sample organisation:");
      DemoHost.commands().forEach(command -> console.line("  " + script(command)));
    }
    console.line("Commands: ./cairn help    Stop: Ctrl-C, or ./cairn down");
  }

  /** What is not shown to a person may be kept in a file, where a secret has no place. */
  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(c -> c.isTerminal()).isPresent();
  }

  private String script(String command) {
    boolean usual =
        options.data().toAbsolutePath().normalize().equals(options.checkout().resolve(".cairn"));
    return "./cairn " + command + (usual ? "" : " --data " + options.data());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

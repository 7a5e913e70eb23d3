package io.cairn.e2e.suite;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the one script of the checkout. */
public final class Commands {
  private static final Path ROOT = Path.of(System.getProperty("cairn.root"));

  private Commands() {}

  /** Folder of the checkout. */
  public static Path root() {
    return ROOT;
  }

  /** Runs {@code ./cairn …}; ends it and fails when it takes longer than {@code limit}. */
  public static CommandResult cairn(
      Duration limit, Map<String, String> environment, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("./cairn"));
    words.addAll(arguments);
    return run(limit, environment, words);
  }

  /** Runs any command in the checkout. */
  public static CommandResult run(
      Duration limit, Map<String, String> environment, List<String> words) {
    try {
      File out = Files.createTempFile("cairn-e2e", ".out").toFile();
      File err = Files.createTempFile("cairn-e2e", ".err").toFile();
      var builder =
          new ProcessBuilder(words).directory(ROOT.toFile()).redirectOutput(out).redirectError(err);
      builder.environment().put("CAIRN_BUILD", "never");
      builder.environment().put("CAIRN_AOT", "off");
      builder.environment().putAll(environment);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.start();
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      var result =
          new CommandResult(
              String.join(" ", words),
              ended ? process.exitValue() : -1,
              read(out.toPath()),
              read(err.toPath()));
      if (!ended) {
        throw new AssertionError("took longer than " + limit + ": " + result);
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + words, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + words, e);
    }
  }

  private static String read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }
}

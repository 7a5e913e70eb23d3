package io.cairn.standalone.service;

import io.cairn.standalone.folder.BoundedLog;
import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of one service: a JVM of its own, its output in a bounded log. It ignores Ctrl-C and the
 * end of the terminal, so that the launcher alone decides the order in which things stop.
 */
final class ServiceProcess {
  private static final Pattern ERROR =
      Pattern.compile("\"level\":\"(?:ERROR|FATAL)\".*?\"message\":\"((?:[^\"\\\\]|\\\\.){1,300})");

  // The last one on the line is the innermost cause.
  private static final Pattern INNERMOST =
      Pattern.compile(".*\"exceptionType\":\"[^\"]*\",\"message\":\"((?:[^\"\\\\]|\\\\.){1,300})");

  private static final Pattern CAUSE = Pattern.compile("Caused by: [\\w.$]+: (.{1,300}).*");

  private final ServiceSpec spec;
  private final Process process;
  private final HealthProbe probe;
  private final Path log;
  private final Thread copier;

  private ServiceProcess(
      ServiceSpec spec, Process process, HealthProbe probe, Path log, Thread copier) {
    this.spec = spec;
    this.process = process;
    this.probe = probe;
    this.log = log;
    this.copier = copier;
  }

  static ServiceProcess start(
      ServiceSpec spec,
      List<String> jvmOptions,
      Map<String, String> environment,
      HealthProbe probe,
      DataFolder folder) {
    if (!Files.exists(spec.app().resolve(spec.jar()))) {
      throw new CannotStart(
          "%s is not built: %s is missing; run ./cairn up again, or build it with ./cairn test"
              .formatted(spec.name(), spec.app().resolve(spec.jar())));
    }
    Path log = folder.log(spec.name());
    var builder =
        new ProcessBuilder(command(spec, jvmOptions))
            .directory(spec.app().toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(ServiceProcess::isOurs);
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      process.getOutputStream().close();
      Thread copier = new BoundedLog(log).copy(process.getInputStream(), spec.name());
      return new ServiceProcess(spec, process, probe, log, copier);
    } catch (IOException e) {
      throw new CannotStart(
          "%s cannot be started: %s; read %s".formatted(spec.name(), e.getMessage(), log), e);
    }
  }

  // What a person's shell says to Quarkus is not meant for our services.
  private static boolean isOurs(String name) {
    return name.startsWith("QUARKUS_")
        || name.startsWith("KAFKA_")
        || name.startsWith("MP_")
        || name.equals("JAVA_TOOL_OPTIONS")
        || name.equals("JDK_JAVA_OPTIONS");
  }

  private static List<String> command(ServiceSpec spec, List<String> jvmOptions) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", spec.name()));
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(jvmOptions);
    all.add("-jar");
    all.add(spec.jar());
    return all;
  }

  /** Waits until the service says it is ready; throws a sentence when it ends or takes too long. */
  void awaitReady(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!probe.isReady()) {
      if (hasEndedWithin(Duration.ofMillis(50))) {
        awaitLog();
        throw new CannotStart(
            "%s ended with status %d before it was ready%s; read %s"
                .formatted(spec.name(), process.exitValue(), lastError(), log));
      }
      if (System.nanoTime() > deadline) {
        throw new CannotStart(
            "%s was not ready on port %d after %d s%s; read %s"
                .formatted(spec.name(), probe.port(), limit.toSeconds(), lastError(), log));
      }
    }
  }

  // What the process said last may still be on its way to the log.
  private void awaitLog() {
    try {
      var _ = copier.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private String lastError() {
    for (String line : BoundedLog.tail(log, 400).reversed()) {
      Matcher cause = CAUSE.matcher(line);
      if (cause.matches()) {
        return ": " + cause.group(1);
      }
      Matcher error = ERROR.matcher(line);
      if (error.find()) {
        Matcher innermost = INNERMOST.matcher(line);
        return ": " + plain(innermost.find() ? innermost.group(1) : error.group(1));
      }
    }
    return "";
  }

  private static String plain(String json) {
    return json.replace("\\n", " ").replace("\\\"", "\"").strip();
  }

  boolean hasEndedWithin(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted while " + spec.name() + " started", e);
    }
  }

  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks the process to end, and kills it when it has not within {@code limit}. */
  void stop(Duration limit) {
    // Through the handle: Process.destroy() would close the pipe that its last words come through.
    var _ = process.toHandle().destroy();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        var _ = process.waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }
}

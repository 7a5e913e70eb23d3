package io.cairn.standalone.service;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All services together: started at the same time, each watched by itself, the gateway stopped
 * first so that nothing new comes in while the others finish.
 */
public final class Services {
  private static final Duration READY = Duration.ofMinutes(4);

  // Five JVMs start at once: without this the optimising compiler takes four tenths of their
  // processor time until they are ready. What is called often is still compiled with it, ten times
  // later. ./cairn gives the launcher the same.
  private static final List<String> COMPILE_LATER =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTReplayTraining",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private final List<ServiceSpec> specs;
  private final DataFolder folder;
  private final Duration stopLimit;
  private final Map<String, Supervised> supervised = new LinkedHashMap<>();

  /**
   * Prepares the services.
   *
   * @param environment of each service's process
   * @param probe how each service is asked whether it is ready
   * @param options further options of each JVM
   * @param stopLimit how long each service may take to stop before it is killed
   * @param told hears a line whenever a service ends unasked or returns
   */
  public Services(
      List<ServiceSpec> specs,
      DataFolder folder,
      Function<ServiceSpec, Map<String, String>> environment,
      Function<ServiceSpec, HealthProbe> probe,
      Function<ServiceSpec, List<String>> options,
      Duration stopLimit,
      Consumer<String> told) {
    this.specs = specs;
    this.stopLimit = stopLimit;
    this.folder = folder;
    for (ServiceSpec spec : specs) {
      supervised.put(
          spec.name(),
          new Supervised(
              spec.name(),
              () ->
                  ServiceProcess.start(
                      spec,
                      jvm(spec, options.apply(spec)),
                      environment.apply(spec),
                      probe.apply(spec),
                      folder),
              this::note,
              told));
    }
  }

  private static List<String> jvm(ServiceSpec spec, List<String> more) {
    int heap = spec.heapMegabytes();
    List<String> all = new ArrayList<>();
    all.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xms" + Math.min(40, heap) + "m",
            "-Xmn" + Math.max(16, heap / 8) + "m",
            "-Xmx" + heap + "m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC"));
    all.addAll(COMPILE_LATER);
    all.addAll(more);
    return all;
  }

  /**
   * Starts all and waits until all are ready.
   *
   * @param ready hears each service's name as it becomes ready
   * @throws CannotStart for the first that does not
   */
  public void start(Consumer<String> ready) {
    supervised.values().forEach(Supervised::start);
    note();
    var waits =
        supervised.entrySet().stream()
            .map(
                each ->
                    CompletableFuture.runAsync(
                        () -> {
                          each.getValue().awaitReady(READY);
                          ready.accept(each.getKey());
                        },
                        task -> Thread.ofVirtual().start(task)))
            .toList();
    try {
      awaitAllOrFirstFailure(waits);
    } catch (CompletionException e) {
      throw e.getCause() instanceof CannotStart reason
          ? reason
          : new CannotStart("a service did not start: " + e.getCause(), e);
    }
  }

  // A process that took a dead one's place must be found by the next start, too.
  private synchronized void note() {
    LeftOvers.note(folder, handles());
  }

  private static void awaitAllOrFirstFailure(List<CompletableFuture<Void>> waits) {
    var failed = new CompletableFuture<Void>();
    waits.forEach(
        wait -> {
          var _ =
              wait.whenComplete(
                  (_, e) -> {
                    if (e != null) {
                      failed.completeExceptionally(e);
                    }
                  });
        });
    var all = CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new));
    CompletableFuture.anyOf(all, failed).join();
  }

  /** The processes as they are now, by service. */
  public Map<String, ProcessHandle> handles() {
    Map<String, ProcessHandle> handles = new LinkedHashMap<>();
    supervised.forEach((name, each) -> each.handle().ifPresent(h -> handles.put(name, h)));
    return handles;
  }

  /** Stops the gateway, then the others together; each is killed when it takes too long. */
  public void stop() {
    for (ServiceSpec spec : specs) {
      if (spec.name().equals(ServiceSpec.GATEWAY)) {
        stop(spec);
      }
    }
    var others =
        specs.stream()
            .filter(spec -> !spec.name().equals(ServiceSpec.GATEWAY))
            .map(
                spec ->
                    CompletableFuture.runAsync(
                        () -> stop(spec), task -> Thread.ofVirtual().start(task)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(others).join();
  }

  private void stop(ServiceSpec spec) {
    Supervised each = supervised.get(spec.name());
    if (each != null) {
      each.stop(stopLimit);
    }
  }
}

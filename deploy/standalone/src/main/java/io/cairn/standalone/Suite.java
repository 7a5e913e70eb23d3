package io.cairn.standalone;

import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import io.cairn.standalone.demo.Demo;
import io.cairn.standalone.demo.DemoHost;
import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.FolderLock;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.folder.Secrets;
import io.cairn.standalone.service.AotCache;
import io.cairn.standalone.service.HealthProbe;
import io.cairn.standalone.service.LeftOvers;
import io.cairn.standalone.service.ServiceSpec;
import io.cairn.standalone.service.Services;
import io.cairn.standalone.service.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running suite: the inner servers, then the four services, watched until it is stopped. Stops
 * in the opposite order, the gateway first and the database last, in bounded time.
 */
final class Suite {
  private static final Logger LOGGER = LoggerFactory.getLogger(Suite.class);

  private final UpOptions options;
  private final Console console;
  private final List<ServiceSpec> specs;
  private final Clock clock;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private @Nullable FolderLock lock;
  private @Nullable InnerServers servers;
  private @Nullable Services services;
  private @Nullable DataFolder folder;
  private @Nullable DemoHost demo;

  Suite(UpOptions options, List<ServiceSpec> specs, Console console, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.specs = specs;
    this.console = console;
  }

  /**
   * Starts everything and waits until it is ready.
   *
   * @throws CannotStart with the sentence for the person; {@link #stop} then ends what did start
   */
  void start() {
    var data = DataFolder.open(options.data());
    lock = FolderLock.take(data);
    folder = data;
    data.keepReserve();
    LeftOvers.end(data);
    if (options.demo()) {
      DemoHost.refuseForeign(data);
    }
    Preflight.refuseTaken(options.listen(), options.port());
    forgetUrl(data);
    console.line("Cairn starts on " + data.root());
    var ports = new Ports(data, RandomGenerator.getDefault());
    specs.stream().filter(spec -> !isGateway(spec)).forEach(spec -> ports.of(spec.name()));
    var secrets = Secrets.of(data);
    var inner =
        new InnerServers(
            options,
            data,
            secrets,
            ports,
            console,
            specs.stream().map(ServiceSpec::name).toList(),
            specs.stream().map(ServiceSpec::schema).toList());
    synchronized (this) {
      refuseStopping();
      servers = inner;
    }
    inner.start();
    watch(inner, data);
    DemoHost host = DemoHost.start(data, options.demo(), ports, clock).orElse(null);
    demo = host;
    ports.note();
    startServices(inner, data, secrets, ports);
    noteUrl(data);
    if (options.demo() && host != null) {
      Api api = Connection.of(data.root()).api();
      new Demo(host, api, inner.s3(), clock, console::line).load();
    }
  }

  private void startServices(InnerServers inner, DataFolder data, Secrets secrets, Ports ports) {
    var environment =
        new ServiceEnvironment(options, data, secrets, ports, inner, Optional.ofNullable(demo));
    var all =
        new Services(
            specs,
            data,
            environment::of,
            spec -> probe(spec, ports),
            this::aotOptions,
            options.aot() == Aot.RECORD ? Duration.ofMinutes(5) : Duration.ofSeconds(20),
            console::line);
    synchronized (this) {
      refuseStopping();
      services = all;
    }
    all.start(name -> console.ready(name, ""));
  }

  private List<String> aotOptions(ServiceSpec spec) {
    var cache = new AotCache(spec.app(), spec.jar());
    return options.aot() == Aot.RECORD ? cache.recording() : cache.options();
  }

  private void refuseStopping() {
    if (stopping) {
      throw new CannotStart("stopped while starting");
    }
  }

  private HealthProbe probe(ServiceSpec spec, Ports ports) {
    return isGateway(spec)
        ? new HealthProbe(
            options.probeHost(), options.port(), options.tls().map(Tls::socketFactory))
        : new HealthProbe("127.0.0.1", ports.of(spec.name()), Optional.empty());
  }

  static boolean isGateway(ServiceSpec spec) {
    return spec.name().equals(ServiceSpec.GATEWAY);
  }

  private void watch(InnerServers inner, DataFolder data) {
    var _ =
        inner
            .kafkaBroken()
            .thenAccept(
                reason -> {
                  data.giveReserve();
                  console.line(
                      "Kafka gave up: %s; everything is stopped; read %s"
                          .formatted(reason, data.log("kafka")));
                  ended.countDown();
                });
    watchPostgres(inner, data, 1);
  }

  private void watchPostgres(InnerServers inner, DataFolder data, int pauseSeconds) {
    long since = System.nanoTime();
    var _ =
        inner
            .postgresEnd()
            .thenRunAsync(
                () -> {
                  if (stopping) {
                    return;
                  }
                  boolean wasWell = System.nanoTime() - since > TimeUnit.MINUTES.toNanos(1);
                  int pause = wasWell ? 1 : pauseSeconds;
                  console.line(
                      "postgresql ended; it is started again in %d s; read %s"
                          .formatted(pause, data.log("postgresql")));
                  restartPostgres(inner, data, pause);
                },
                task -> Thread.ofVirtual().name("watch-postgresql").start(task));
  }

  private void restartPostgres(InnerServers inner, DataFolder data, int pause) {
    try {
      if (ended.await(pause, TimeUnit.SECONDS) || stopping) {
        return;
      }
      inner.restartPostgres();
      console.line("postgresql is ready again");
      watchPostgres(inner, data, Math.min(30, pause * 2));
    } catch (CannotStart e) {
      LOGGER.atError().setCause(e).log("PostgreSQL did not come back");
      console.line(e.sentence());
      if (!stopping) {
        restartPostgres(inner, data, Math.min(30, pause * 2));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a part is lost for good. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Whether every service has an AOT cache that fits. */
  boolean hasAllCaches() {
    return specs.stream().allMatch(spec -> new AotCache(spec.app(), spec.jar()).fits());
  }

  /** Processes of the services, by name. */
  Map<String, ProcessHandle> handles() {
    Services all = services;
    return all == null ? Map.of() : all.handles();
  }

  /** Ends everything that was started, in order; at most two minutes. */
  void stop() {
    Services all;
    InnerServers inner;
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
      all = services;
      inner = servers;
    }
    if (all != null) {
      all.stop();
    }
    if (demo != null) {
      demo.close();
    }
    if (inner != null) {
      inner.stop();
    }
    if (folder != null) {
      forgetUrl(folder);
    }
    if (lock != null) {
      lock.close();
    }
  }

  private void noteUrl(DataFolder data) {
    try {
      if (options.tls().isPresent()) {
        DataFolder.writeSecret(
            data.run().resolve(Connection.CERTIFICATE),
            Files.readString(options.tls().get().certificate()));
      }
      DataFolder.writeSecret(data.run().resolve("url"), options.url() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forgetUrl(DataFolder data) {
    try {
      Files.deleteIfExists(data.run().resolve("url"));
      Files.deleteIfExists(data.run().resolve(Connection.CERTIFICATE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

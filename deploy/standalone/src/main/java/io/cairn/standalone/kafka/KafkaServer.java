package io.cairn.standalone.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Secrets;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and controller, in this JVM. Both its listeners are on loopback and ask
 * for a user and a password; topics are made by {@link KafkaTopics} alone.
 */
public final class KafkaServer {
  private static final Logger LOGGER = LoggerFactory.getLogger(KafkaServer.class);

  private final DataFolder folder;
  private final Secrets secrets;
  private final int port;
  private final int controllerPort;
  private final boolean durable;
  private final CompletableFuture<String> broken = new CompletableFuture<>();
  private @Nullable KafkaRaftServer server;

  /**
   * Prepares the node; nothing runs yet.
   *
   * @param durable whether each acknowledged batch is on the disk first
   */
  public KafkaServer(
      DataFolder folder, Secrets secrets, int port, int controllerPort, boolean durable) {
    this.folder = folder;
    this.secrets = secrets;
    this.port = port;
    this.controllerPort = controllerPort;
    this.durable = durable;
  }

  /**
   * Formats the folder on first use and starts the node.
   *
   * @param users who may connect besides the launcher
   * @throws CannotStart if the node does not start
   */
  public void start(List<String> users) {
    // The broker ends the whole JVM when its disk fails; here that is a report to the launcher.
    Exit.setExitProcedure((status, message) -> failed(status, message));
    Exit.setHaltProcedure((status, message) -> failed(status, message));
    try {
      format();
      var config =
          KafkaConfig.fromProps(
              KafkaSettings.of(folder.kafka(), port, controllerPort, secrets, users, durable));
      var node = new KafkaRaftServer(config, Time.SYSTEM);
      server = node;
      node.startup();
    } catch (Exception e) {
      throw new CannotStart(
          "Kafka did not start on port %d: %s; read %s"
              .formatted(port, message(e), folder.log("kafka")),
          e);
    }
  }

  private void format() throws Exception {
    Path marker = folder.kafka().resolve("meta.properties");
    if (Files.exists(marker)) {
      return;
    }
    new Formatter()
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(folder.kafka().toString())
        .addDirectory(folder.kafka().toString())
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
        .run();
  }

  private void failed(int status, @Nullable String message) {
    LOGGER.atError().addKeyValue("status", status).log("Kafka gave up");
    broken.complete(message == null || message.isBlank() ? "exit status " + status : message);
    // The caller must not go on: it expects the JVM to be gone.
    throw new IllegalStateException("Kafka gave up: " + message);
  }

  private static String message(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.getMessage() == null ? last.toString() : last.getMessage();
  }

  /** How a user reaches the node. */
  public KafkaAccess access(String user) {
    return KafkaAccess.plain("127.0.0.1:" + port, user, secrets.password("kafka." + user));
  }

  /** How the launcher itself reaches the node. */
  public KafkaAccess access() {
    return access(KafkaSettings.ADMIN);
  }

  /** Completes with a reason when the node gives up, for instance because its disk is full. */
  public CompletableFuture<String> broken() {
    return broken;
  }

  /** Stops the node in order, at most 30 s. */
  public void stop() {
    KafkaRaftServer node = server;
    if (node == null) {
      return;
    }
    server = null;
    var stopped =
        CompletableFuture.runAsync(
            node::shutdown, task -> Thread.ofPlatform().name("kafka-stop").daemon().start(task));
    try {
      stopped.get(30, TimeUnit.SECONDS);
      node.awaitShutdown();
    } catch (ExecutionException | TimeoutException e) {
      LOGGER
          .atWarn()
          .setCause(e)
          .log("Kafka did not stop in order; its logs are mended at the next start");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

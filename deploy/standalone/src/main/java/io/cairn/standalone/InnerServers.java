package io.cairn.standalone;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.folder.Secrets;
import io.cairn.standalone.kafka.KafkaAccess;
import io.cairn.standalone.kafka.KafkaServer;
import io.cairn.standalone.kafka.KafkaTopics;
import io.cairn.standalone.postgres.Database;
import io.cairn.standalone.postgres.PostgresServer;
import io.cairn.standalone.s3.S3Access;
import io.cairn.standalone.s3.S3Server;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Kafka and S3: the suite's own, or outside ones where their address is given. They
 * start at the same time; the services need the database and the topics.
 */
final class InnerServers {
  private final UpOptions options;
  private final DataFolder folder;
  private final Secrets secrets;
  private final Ports ports;
  private final Console console;
  private final List<String> services;
  private final List<String> schemas;
  private @Nullable PostgresServer postgres;
  private @Nullable KafkaServer kafka;
  private @Nullable S3Server s3;

  private Map<String, Database> databases = Map.of();
  private Function<String, KafkaAccess> kafkaAccess = _ -> noKafka();
  private S3Access s3Access = new S3Access(null, null, null);

  InnerServers(
      UpOptions options,
      DataFolder folder,
      Secrets secrets,
      Ports ports,
      Console console,
      List<String> services,
      List<String> schemas) {
    this.options = options;
    this.folder = folder;
    this.secrets = secrets;
    this.ports = ports;
    this.console = console;
    this.services = services;
    this.schemas = schemas;
  }

  private static KafkaAccess noKafka() {
    throw new IllegalStateException("Kafka was not started");
  }

  /** Starts all three; returns when each is ready. */
  void start() {
    var starts =
        List.of(
            platform("start-postgresql", this::startPostgres),
            platform("start-kafka", this::startKafka),
            platform("start-s3", this::startS3));
    try {
      // Wait for all even when one fails: what is half started must be stoppable.
      CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CannotStart reason
          ? reason
          : new CannotStart("an inner server did not start: " + e.getCause(), e);
    }
    ports.note();
  }

  private static CompletableFuture<Void> platform(String name, Runnable start) {
    return CompletableFuture.runAsync(start, task -> Thread.ofPlatform().name(name).start(task));
  }

  private void startPostgres() {
    UnaryOperator<String> passwordOf = schema -> secrets.password("postgresql." + schema);
    var outside = options.postgres();
    if (outside.isPresent()) {
      databases = outside.get().databases(schemas, passwordOf);
      console.ready("postgresql", "outside, " + outside.get());
      return;
    }
    int port = ports.of("postgresql");
    var server = new PostgresServer(folder, secrets, port, options.cache());
    postgres = server;
    server.start();
    databases = server.databases(schemas, passwordOf);
    console.ready("postgresql", "");
  }

  private void startKafka() {
    var outside = options.kafka();
    if (outside.isPresent()) {
      KafkaTopics.make(outside.get(), (short) -1);
      kafkaAccess = _ -> outside.get();
      console.ready("kafka", "outside, " + outside.get());
      return;
    }
    var server =
        new KafkaServer(
            folder, secrets, ports.of("kafka"), ports.of("kafka-controller"), options.durable());
    kafka = server;
    server.start(services);
    KafkaTopics.make(server.access(), (short) 1);
    kafkaAccess = server::access;
    console.ready("kafka", "");
  }

  private void startS3() {
    var outside = options.s3();
    if (outside.isPresent()) {
      s3Access = outside.get();
      console.ready("s3", "outside, " + outside.get());
      return;
    }
    var server = new S3Server(folder, secrets, ports.of("s3"));
    s3 = server;
    server.start();
    s3Access = server.access();
    console.ready("s3", "");
  }

  Database database(String schema) {
    Database database = databases.get(schema);
    if (database == null) {
      throw new IllegalStateException("no database for " + schema);
    }
    return database;
  }

  KafkaAccess kafka(String service) {
    return kafkaAccess.apply(service);
  }

  S3Access s3() {
    return s3Access;
  }

  /** Completes when PostgreSQL ends; never for an outside one. */
  CompletableFuture<?> postgresEnd() {
    PostgresServer server = postgres;
    return server == null ? new CompletableFuture<>() : server.onExit();
  }

  /** Completes with a reason when Kafka gives up; never for an outside one. */
  CompletableFuture<String> kafkaBroken() {
    KafkaServer server = kafka;
    return server == null ? new CompletableFuture<>() : server.broken();
  }

  void restartPostgres() {
    PostgresServer server = postgres;
    if (server != null) {
      server.stop();
      server.start();
    }
  }

  void stop() {
    KafkaServer broker = kafka;
    if (broker != null) {
      broker.stop();
    }
    S3Server store = s3;
    if (store != null) {
      store.stop();
    }
    PostgresServer server = postgres;
    if (server != null) {
      server.stop();
    }
  }
}

package io.cairn.e2e.suite;

import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.folder.Secrets;
import io.cairn.standalone.kafka.KafkaServer;
import io.cairn.standalone.postgres.PostgresServer;
import io.cairn.standalone.s3.S3Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** PostgreSQL, Kafka and S3 that run in this JVM and belong to no suite. */
public final class OutsideServers implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();

  private final Secrets secrets;
  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final S3Server s3;
  private final int postgresPort;

  private OutsideServers(DataFolder folder) {
    var ports = new Ports(folder, new Random());
    secrets = Secrets.of(folder);
    postgresPort = ports.of("postgresql");
    postgres = new PostgresServer(folder, secrets, postgresPort, PROGRAMS);
    kafka =
        new KafkaServer(folder, secrets, ports.of("kafka"), ports.of("kafka-controller"), false);
    s3 = new S3Server(folder, secrets, ports.of("s3"));
  }

  /** Starts all three in a folder. */
  public static OutsideServers start(Path folder) {
    var servers = new OutsideServers(DataFolder.open(folder));
    servers.postgres.start();
    servers.startKafka();
    servers.s3.start();
    return servers;
  }

  /** Starts the broker, the first time or after {@link #stopKafka}. */
  public void startKafka() {
    kafka.start(List.of());
  }

  /** Stops the broker; what it acknowledged stays on its disk. */
  public void stopKafka() {
    kafka.stop();
  }

  /** The options of {@code up} that name them. */
  public String[] options() {
    return new String[] {
      "--postgres-url", "jdbc:postgresql://127.0.0.1:%d/cairn".formatted(postgresPort),
      "--kafka", String.valueOf(kafka.access().clientSettings().get("bootstrap.servers")),
      "--s3", String.valueOf(s3.access().endpoint())
    };
  }

  /** The variables of {@code up} that hold their credentials. */
  public Map<String, String> environment() {
    Map<String, Object> broker = kafka.access().clientSettings();
    return Map.of(
        "CAIRN_POSTGRES_USERNAME", "cairn_admin",
        "CAIRN_POSTGRES_PASSWORD", secrets.password("postgresql.admin"),
        "CAIRN_KAFKA_SECURITY_PROTOCOL", String.valueOf(broker.get("security.protocol")),
        "CAIRN_KAFKA_SASL_MECHANISM", String.valueOf(broker.get("sasl.mechanism")),
        "CAIRN_KAFKA_SASL_JAAS_CONFIG", String.valueOf(broker.get("sasl.jaas.config")),
        "CAIRN_S3_ACCESS_KEY_ID", s3Key().id(),
        "CAIRN_S3_SECRET_ACCESS_KEY", s3Key().secret());
  }

  /** The settings of a Kafka client. */
  public Map<String, Object> kafkaClient() {
    return kafka.access().clientSettings();
  }

  /** The S3 endpoint, without a slash at its end. */
  public String s3Endpoint() {
    return String.valueOf(s3.access().endpoint());
  }

  /** The key that the S3 endpoint knows. */
  public AccessKey s3Key() {
    return new AccessKey(
        String.valueOf(s3.access().accessKeyId()), String.valueOf(s3.access().secretAccessKey()));
  }

  @Override
  public void close() {
    s3.stop();
    kafka.stop();
    postgres.stop();
  }
}

package io.cairn.standalone;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.kafka.KafkaAccess;
import io.cairn.standalone.postgres.OutsidePostgres;
import io.cairn.standalone.s3.S3Access;
import io.cairn.standalone.service.Memory;
import io.cairn.standalone.service.Tls;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code up}: reads and checks what was asked for, then hands over to {@link Launcher}. */
@Command(name = "up", description = "Start the suite on this machine.")
final class UpCommand implements Callable<Integer> {
  @Option(names = "--checkout", hidden = true, required = true)
  Path checkout = Path.of("");

  @Option(names = "--cache", hidden = true, required = true)
  Path cache = Path.of("");

  @Option(names = "--data", defaultValue = ".cairn", description = "Where everything is kept.")
  Path data = Path.of("");

  @Option(
      names = "--port",
      defaultValue = "" + Preflight.USUAL_PORT,
      description = "The gateway's port.")
  String port = "";

  @Option(
      names = "--listen",
      defaultValue = Preflight.USUAL_ADDRESS,
      description = "The gateway's address.")
  String listen = "";

  @Option(names = "--memory", description = "All processes together, for instance 2g.")
  @Nullable String memory;

  @Option(names = "--tls-cert", description = "PEM certificate and chain of the gateway.")
  @Nullable Path tlsCertificate;

  @Option(names = "--tls-key", description = "PEM private key of the gateway.")
  @Nullable Path tlsKey;

  @Option(
      names = "--accept-plain-http",
      description =
          "Listen beyond this machine without TLS: keys and answers can be read on the way.")
  boolean acceptPlainHttp;

  @Option(
      names = "--durable",
      description = "Write each Kafka batch to the disk before it is acknowledged.")
  boolean durable;

  @Option(
      names = "--postgres-url",
      defaultValue = "${env:CAIRN_POSTGRES_URL}",
      description = "An outside database, jdbc:postgresql://HOST/DATABASE.")
  @Nullable String postgresUrl;

  @Option(
      names = "--kafka",
      defaultValue = "${env:CAIRN_KAFKA}",
      description = "An outside broker.")
  @Nullable String kafka;

  @Option(names = "--s3", defaultValue = "${env:CAIRN_S3}", description = "An outside S3 endpoint.")
  @Nullable URI s3;

  @Option(names = "--no-aot", description = "Do not make AOT caches in the background.")
  boolean noAot;

  @Option(names = "--demo", description = "Load the sample organisation.")
  boolean demo;

  @Override
  public Integer call() {
    UpOptions options;
    try {
      options = options();
    } catch (CannotStart e) {
      System.err.println("cairn: " + e.sentence());
      return 2;
    }
    return new Launcher(options, System.out, System.err).run();
  }

  private UpOptions options() {
    InetAddress address = Preflight.address(listen);
    Optional<Tls> tls =
        Preflight.tls(Optional.ofNullable(tlsCertificate), Optional.ofNullable(tlsKey));
    Preflight.refuseOpen(address, tls, acceptPlainHttp);
    return new UpOptions(
        data,
        checkout.toAbsolutePath(),
        cache.toAbsolutePath(),
        address,
        Preflight.port(port),
        memory == null ? Memory.USUAL : Memory.parse(memory),
        durable,
        postgres(),
        kafka(),
        s3Access(),
        tls,
        noAot || "off".equals(System.getenv("CAIRN_AOT")) ? Aot.USE : Aot.USE_AND_MAKE,
        demo);
  }

  private Optional<OutsidePostgres> postgres() {
    if (postgresUrl == null || postgresUrl.isBlank()) {
      return Optional.empty();
    }
    if (!postgresUrl.startsWith("jdbc:postgresql://")) {
      throw new CannotStart(
          "--postgres-url must begin with jdbc:postgresql:// and its user and password come from CAIRN_POSTGRES_USERNAME and CAIRN_POSTGRES_PASSWORD");
    }
    return Optional.of(
        new OutsidePostgres(
            postgresUrl,
            environment("CAIRN_POSTGRES_USERNAME", "the outside database's user"),
            environment("CAIRN_POSTGRES_PASSWORD", "the outside database's password")));
  }

  private static String environment(String name, String what) {
    String value = System.getenv(name);
    if (value == null) {
      throw new CannotStart("set %s to %s".formatted(name, what));
    }
    return value;
  }

  private Optional<KafkaAccess> kafka() {
    if (kafka == null || kafka.isBlank()) {
      return Optional.empty();
    }
    String protocol = System.getenv("CAIRN_KAFKA_SECURITY_PROTOCOL");
    return Optional.of(
        new KafkaAccess(
            kafka,
            protocol == null ? "PLAINTEXT" : protocol,
            System.getenv("CAIRN_KAFKA_SASL_MECHANISM"),
            System.getenv("CAIRN_KAFKA_SASL_JAAS_CONFIG")));
  }

  private Optional<S3Access> s3Access() {
    return s3 == null || s3.toString().isBlank()
        ? Optional.empty()
        : Optional.of(
            new S3Access(
                s3,
                System.getenv("CAIRN_S3_ACCESS_KEY_ID"),
                System.getenv("CAIRN_S3_SECRET_ACCESS_KEY")));
  }
}

package io.cairn.standalone;

import io.cairn.standalone.kafka.KafkaAccess;
import io.cairn.standalone.postgres.OutsidePostgres;
import io.cairn.standalone.s3.S3Access;
import io.cairn.standalone.service.Memory;
import io.cairn.standalone.service.Tls;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one suite is started with.
 *
 * @param data the data folder
 * @param checkout where the built services are
 * @param cache where PostgreSQL's programs are unpacked
 * @param listen the one address people reach
 * @param port the one fixed port
 * @param memory of all processes together
 * @param durable whether Kafka writes to the disk before it acknowledges
 * @param postgres an outside database instead of the suite's own
 * @param kafka an outside broker instead of the suite's own
 * @param s3 an outside object store instead of the suite's own
 * @param tls what the gateway speaks TLS with
 * @param aot what is done about AOT caches
 * @param demo whether the sample organisation is loaded
 */
record UpOptions(
    Path data,
    Path checkout,
    Path cache,
    InetAddress listen,
    int port,
    Memory memory,
    boolean durable,
    Optional<OutsidePostgres> postgres,
    Optional<KafkaAccess> kafka,
    Optional<S3Access> s3,
    Optional<Tls> tls,
    Aot aot,
    boolean demo) {

  /** The address a person on this machine can open. */
  String url() {
    String host = probeHost();
    return "%s://%s:%d"
        .formatted(
            tls.isPresent() ? "https" : "http", host.contains(":") ? "[" + host + "]" : host, port);
  }

  /** The address the launcher itself asks. */
  String probeHost() {
    return listen.isAnyLocalAddress() ? "127.0.0.1" : listen.getHostAddress();
  }
}

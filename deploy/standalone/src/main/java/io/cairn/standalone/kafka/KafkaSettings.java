package io.cairn.standalone.kafka;

import io.cairn.standalone.folder.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.security.plain.PlainLoginModule;

/**
 * The settings of a one-node broker that shares a small machine. An acknowledged record is in the
 * system's page cache: it survives the death of any process, not a power cut within the next half
 * minute or so; {@code durable} writes each batch to the disk before it is acknowledged.
 */
final class KafkaSettings {
  /** The launcher's own user; the broker speaks to itself as this one. */
  static final String ADMIN = "launcher";

  private KafkaSettings() {}

  static Properties of(
      Path folder,
      int port,
      int controllerPort,
      Secrets secrets,
      List<String> users,
      boolean durable) {
    var p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    p.setProperty("log.dirs", folder.toString());
    listeners(p, port, controllerPort);
    credentials(p, secrets, users);
    oneNode(p);
    small(p);
    if (durable) {
      p.setProperty("log.flush.interval.messages", "1");
    }
    return p;
  }

  private static void listeners(Properties p, int port, int controllerPort) {
    p.setProperty(
        "listeners",
        "SERVICES://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    p.setProperty("advertised.listeners", "SERVICES://127.0.0.1:" + port);
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("inter.broker.listener.name", "SERVICES");
    p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.setProperty(
        "listener.security.protocol.map", "SERVICES:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
  }

  private static void credentials(Properties p, Secrets secrets, List<String> users) {
    String admin = secrets.password("kafka." + ADMIN);
    String known =
        users.stream()
            .map(user -> "user_%s=\"%s\"".formatted(user, secrets.password("kafka." + user)))
            .collect(Collectors.joining(" "));
    String module =
        "%s required username=\"%s\" password=\"%s\" user_%s=\"%s\""
            .formatted(PlainLoginModule.class.getName(), ADMIN, admin, ADMIN, admin);
    p.setProperty("sasl.enabled.mechanisms", "PLAIN");
    p.setProperty("sasl.mechanism.inter.broker.protocol", "PLAIN");
    p.setProperty("sasl.mechanism.controller.protocol", "PLAIN");
    p.setProperty("listener.name.services.plain.sasl.jaas.config", module + " " + known + ";");
    p.setProperty("listener.name.controller.plain.sasl.jaas.config", module + ";");
  }

  private static void oneNode(Properties p) {
    for (String each :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      p.setProperty(each + ".replication.factor", "1");
      p.setProperty(each + ".num.partitions", "1");
    }
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("min.insync.replicas", "1");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("delete.topic.enable", "true");
  }

  private static void small(Properties p) {
    p.setProperty("num.network.threads", "1");
    p.setProperty("num.io.threads", "2");
    p.setProperty("background.threads", "2");
    p.setProperty("num.recovery.threads.per.data.dir", "1");
    p.setProperty("log.cleaner.threads", "1");
    p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    p.setProperty("log.segment.bytes", "67108864");
    p.setProperty("log.index.size.max.bytes", "1048576");
    p.setProperty("message.max.bytes", "1048576");
  }
}

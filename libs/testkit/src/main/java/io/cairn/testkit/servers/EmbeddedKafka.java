package io.cairn.testkit.servers;

import io.cairn.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A broker in KRaft mode inside the test JVM. */
final class EmbeddedKafka {
  private static final List<String> GROUPS =
      List.of("config-service", "trail-service", "findings-service");
  private static final int TRIES = 50;

  private final String bootstrapServers;

  private EmbeddedKafka(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  static EmbeddedKafka start() {
    try {
      Path data = Files.createTempDirectory("cairn-test-kafka");
      int port = freePort();
      Properties settings = settings(data, port, freePort());
      new Formatter()
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .run();
      var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
      server.startup();
      return new EmbeddedKafka("127.0.0.1:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the embedded Kafka", e);
    } catch (Exception e) {
      throw new IllegalStateException("cannot format the embedded Kafka's folder", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Properties settings(Path data, int port, int controllerPort) {
    var settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("node.id", "1"),
            Map.entry("process.roles", "broker,controller"),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
            Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
            Map.entry("log.dirs", data.toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("file.delete.delay.ms", "100"),
            Map.entry("num.network.threads", "1"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "1"),
            Map.entry("log.cleaner.threads", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("log.segment.bytes", "16777216")));
    return settings;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Empties every topic of the suite and forgets what consumers committed. */
  void recreateTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> existing = admin.listTopics().names().get();
      List<String> groups =
          admin.listGroups().all().get().stream()
              .map(GroupListing::groupId)
              .collect(Collectors.toList());
      admin.deleteConsumerGroups(groups).all().get();
      admin
          .deleteTopics(existing.stream().filter(name -> !name.startsWith("__")).toList())
          .all()
          .get();
      createAll(admin);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot make the topics: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making the topics", e);
    }
  }

  /** Deleting is done in the background by the broker, so a name may stay taken for a moment. */
  private static void createAll(Admin admin) throws ExecutionException, InterruptedException {
    for (int i = 0; ; i++) {
      try {
        admin.createTopics(topics()).all().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException) || i == TRIES) {
          throw e;
        }
        admin.describeCluster().nodes().get();
      }
    }
  }

  private static List<NewTopic> topics() {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      topics.add(new NewTopic(topic.topicName(), 2, (short) 1));
      for (String group : GROUPS) {
        topics.add(new NewTopic(topic.deadLetterTopic(group), 1, (short) 1));
      }
    }
    return topics;
  }
}

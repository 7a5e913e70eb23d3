package io.cairn.trail.status;

import io.cairn.contracts.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the topic of received events ends. */
@Singleton
class KafkaEnds {
  private static final Logger LOGGER = LoggerFactory.getLogger(KafkaEnds.class);
  private static final long SECONDS = 5;

  private final Map<String, Object> kafka;
  private @Nullable Admin admin;

  KafkaEnds(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /** Offset behind the last record of each partition; empty while the broker is away. */
  Optional<Map<Integer, Long>> ends() {
    String topic = Topic.TRAIL_EVENT_RECEIVED.topicName();
    try {
      var found = admin().describeTopics(List.of(topic)).allTopicNames();
      TopicDescription description = found.get(SECONDS, TimeUnit.SECONDS).get(topic);
      if (description == null) {
        return Optional.empty();
      }
      Map<TopicPartition, OffsetSpec> asked =
          description.partitions().stream()
              .collect(
                  Collectors.toMap(
                      p -> new TopicPartition(topic, p.partition()), _ -> OffsetSpec.latest()));
      Map<Integer, Long> ends = new HashMap<>();
      admin()
          .listOffsets(asked)
          .all()
          .get(SECONDS, TimeUnit.SECONDS)
          .forEach((partition, at) -> ends.put(partition.partition(), at.offset()));
      return Optional.of(ends);
    } catch (ExecutionException | TimeoutException e) {
      LOGGER.atWarn().addKeyValue("error", String.valueOf(e)).log("the broker does not answer");
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private synchronized Admin admin() {
    Admin open = admin;
    if (open == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
      settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 4_000);
      open = Admin.create(settings);
      admin = open;
    }
    return open;
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    if (admin != null) {
      admin.close(Duration.ofSeconds(2));
    }
  }
}

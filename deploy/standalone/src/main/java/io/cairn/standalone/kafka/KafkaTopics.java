package io.cairn.standalone.kafka;

import io.cairn.standalone.folder.CannotStart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the suite's topics on a broker, its own or an outside one. What exists stays as it is: an
 * operator's partition counts and retention are not overruled.
 */
public final class KafkaTopics {
  private KafkaTopics() {}

  /**
   * Makes what is missing.
   *
   * @return how many topics were made
   * @throws CannotStart if the broker does not answer within 60 s or refuses
   */
  public static int make(KafkaAccess access, short replication) {
    Map<String, Object> settings = new LinkedHashMap<>(access.clientSettings());
    settings.put("default.api.timeout.ms", "60000");
    settings.put("request.timeout.ms", "15000");
    try (var admin = Admin.create(settings)) {
      Set<String> there = admin.listTopics().names().get(60, TimeUnit.SECONDS);
      List<NewTopic> missing =
          TopicList.read().topics().stream()
              .filter(topic -> !there.contains(topic.name()))
              .map(topic -> newTopic(topic, replication))
              .toList();
      create(admin, missing);
      return missing.size();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      throw new CannotStart(
          "Kafka at %s did not let the topics be made: %s"
              .formatted(access.bootstrapServers(), cause.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted while the topics were made", e);
    }
  }

  private static void create(Admin admin, List<NewTopic> missing)
      throws ExecutionException, TimeoutException, InterruptedException {
    for (var made : admin.createTopics(missing).values().values()) {
      try {
        made.get(60, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private static NewTopic newTopic(TopicList.Entry topic, short replication) {
    return new NewTopic(topic.name(), topic.partitions(), replication)
        .configs(
            Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(topic.retentionMillis()),
                "max.message.bytes", Integer.toString(topic.maxMessageBytes())));
  }
}

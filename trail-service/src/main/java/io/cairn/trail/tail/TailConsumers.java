package io.cairn.trail.tail;

import io.cairn.contracts.Topic;
import io.cairn.web.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Readers of the topic of stored events, one for each request that waits; they belong to no group
 * and commit nothing. A few are kept open between requests.
 */
@Singleton
class TailConsumers {
  private static final String TOPIC = Topic.TRAIL_EVENT_RECORDED.topicName();
  private static final int FETCH_BYTES = 4 << 20;

  private final Map<String, Object> kafka;
  private final TailConfig config;
  private final Deque<KafkaConsumer<String, byte[]>> idle = new ArrayDeque<>();
  private final Set<KafkaConsumer<String, byte[]>> busy = new HashSet<>();
  private boolean isStopping;

  TailConsumers(@Identifier("default-kafka-broker") Map<String, Object> kafka, TailConfig config) {
    this.kafka = kafka;
    this.config = config;
  }

  /** Lets {@code work} read with a consumer that all partitions are assigned to. */
  <T> T with(Function<Consumer<String, byte[]>, T> work) {
    KafkaConsumer<String, byte[]> consumer = take();
    boolean isSound = false;
    try {
      consumer.assign(partitions(consumer));
      T result = work.apply(consumer);
      isSound = true;
      return result;
    } catch (WakeupException e) {
      throw away("this process ends", e);
    } catch (KafkaException e) {
      throw away(String.valueOf(e.getMessage()), e);
    } finally {
      give(consumer, isSound);
    }
  }

  private static ProblemException away(String why, Exception cause) {
    return new ProblemException(
        TailProblem.BROKER_AWAY,
        "New events cannot be read now: %s; ask again with the same nextToken.".formatted(why),
        cause);
  }

  private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
    return consumer.partitionsFor(TOPIC).stream()
        .map(info -> new TopicPartition(TOPIC, info.partition()))
        .toList();
  }

  private synchronized KafkaConsumer<String, byte[]> take() {
    if (isStopping || busy.size() >= config.mostWaiting()) {
      throw new ProblemException(
          TailProblem.TOO_MANY,
          "%d requests wait for new events, and this process serves no more at a time; ask again in a few seconds."
              .formatted(busy.size()));
    }
    KafkaConsumer<String, byte[]> kept = idle.poll();
    KafkaConsumer<String, byte[]> consumer = kept == null ? open() : kept;
    busy.add(consumer);
    return consumer;
  }

  private KafkaConsumer<String, byte[]> open() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private synchronized void give(KafkaConsumer<String, byte[]> consumer, boolean isSound) {
    busy.remove(consumer);
    if (isSound && !isStopping && idle.size() < config.kept()) {
      idle.push(consumer);
    } else {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  synchronized void stop(@Observes @Priority(1) ShutdownEvent event) {
    isStopping = true;
    busy.forEach(KafkaConsumer::wakeup);
    idle.forEach(c -> c.close(CloseOptions.timeout(Duration.ZERO)));
    idle.clear();
  }
}

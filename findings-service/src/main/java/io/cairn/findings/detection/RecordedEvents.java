package io.cairn.findings.detection;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the events that the topic still holds, beside the group that takes them. */
@Singleton
class RecordedEvents {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  private final Map<String, Object> kafka;

  RecordedEvents(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /** Takes events. */
  interface Reader {
    /** Takes one event. */
    void event(byte[] event, EventJudge.Origin origin);

    /** Some were taken; more may come. */
    void progress();
  }

  /**
   * Reads what was told at a time or later, up to what is there now.
   *
   * @param stop ends it early when it turns true
   * @return whether all was read
   */
  boolean read(Instant from, Reader reader, BooleanSupplier stop) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      seek(consumer, partitions, ends, from);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < end(ends, p))) {
        if (stop.getAsBoolean()) {
          return false;
        }
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          if (each.offset() < end(ends, new TopicPartition(each.topic(), each.partition()))) {
            take(each, reader);
          }
        }
        reader.progress();
      }
      return true;
    }
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return Objects.requireNonNull(ends.get(partition), "an end for each partition");
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(Topic.TRAIL_EVENT_RECORDED.topicName()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends,
      Instant from) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
    Map<TopicPartition, @Nullable OffsetAndTimestamp> starts =
        new HashMap<>(consumer.offsetsForTimes(times));
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? end(ends, partition) : start.offset());
    }
  }

  private static void take(ConsumerRecord<byte[], byte[]> taken, Reader reader) {
    String account = header(taken, Headers.SOURCE_ACCOUNT);
    String key = taken.key() == null ? null : new String(taken.key(), StandardCharsets.UTF_8);
    var origin =
        new EventJudge.Origin(
            account == null ? key : account, Instant.ofEpochMilli(taken.timestamp()));
    if (taken.value() != null && taken.value().length > 0) {
      EventBatch.parse(taken.value(), header(taken, Headers.LENGTHS))
          .records()
          .forEach(event -> reader.event(event, origin));
    }
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> taken, String name) {
    Header header = taken.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}

package io.cairn.testkit.servers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A test's own hands on the broker: sends raw records and reads whole topics from their beginning.
 */
public final class KafkaProbe implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final KafkaProducer<String, byte[]> producer;

  /** A probe on the broker of the running {@code @QuarkusTest}. */
  public KafkaProbe() {
    this(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
  }

  /** A probe on any broker that asks for no credentials. */
  public KafkaProbe(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** A record as read by {@link #readAll}. */
  public record Read(
      String key, byte[] value, Map<String, String> headers, int partition, long offset) {
    /** The value as text. */
    public String text() {
      return new String(value, StandardCharsets.UTF_8);
    }
  }

  /** Sends a record and waits for the broker's ack. */
  public RecordMetadata send(String topic, String key, byte[] value, Map<String, String> headers) {
    var message = new ProducerRecord<>(topic, key, value);
    headers.forEach(
        (name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try {
      return producer.send(message).get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the test's broker did not take a record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Everything that stands on a topic now, partition by partition. */
  public List<Read> readAll(String topic) {
    List<Read> all = new ArrayList<>();
    try (var consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(message -> all.add(read(message)));
      }
    }
    return all;
  }

  /** Those records of a topic that a test is interested in. */
  public List<Read> read(String topic, Predicate<Read> wanted) {
    return readAll(topic).stream().filter(wanted).toList();
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static Read read(ConsumerRecord<String, byte[]> message) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : message.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return new Read(
        message.key(),
        message.value() == null ? new byte[0] : message.value(),
        Collections.unmodifiableMap(headers),
        message.partition(),
        message.offset());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}

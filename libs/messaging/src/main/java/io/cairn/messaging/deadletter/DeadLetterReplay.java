package io.cairn.messaging.deadletter;

import io.cairn.contracts.Headers;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends a dead letter to the topic it came from; other groups pass over it, since they had it
 * already.
 */
@Singleton
class DeadLetterReplay {
  private static final Duration ACK = Duration.ofSeconds(15);

  private final Map<String, Object> kafka;
  private final String group;
  private @Nullable KafkaProducer<String, byte[]> producer;

  DeadLetterReplay(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "quarkus.application.name") String group) {
    this.kafka = kafka;
    this.group = group;
  }

  void send(String topic, String key, byte[] value, Map<String, String> headers) {
    var message = new ProducerRecord<>(topic, key, value);
    headers.forEach(
        (name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    message.headers().remove(Headers.REPLAY_FOR);
    message.headers().add(Headers.REPLAY_FOR, group.getBytes(StandardCharsets.UTF_8));
    try {
      producer().send(message).get(ACK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not take the replayed record: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while replaying", e);
    }
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.CLIENT_ID_CONFIG, group + "-replay");
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}

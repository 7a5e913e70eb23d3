package io.cairn.config.cause;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.cause.TouchingEvents.Touch;
import io.cairn.config.look.ResourceLooks;
import io.cairn.config.look.Touched;
import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.messaging.consumer.BatchConsumer;
import io.cairn.messaging.consumer.FailedRecords;
import io.cairn.messaging.consumer.PoisonException;
import io.cairn.messaging.consumer.ReceivedRecord;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Takes in stored CloudTrail events: keeps those that wrote under the resources they touched, and
 * asks for a look at each. Both commit together with nothing else, so a crash repeats them and the
 * repetition changes nothing.
 */
@ApplicationScoped
class EventConsumer {
  private final BatchConsumer consumer;
  private final FailedRecords failed;
  private final EventReader reader;
  private final ResourceLooks looks;
  private final TouchingEvents events;

  EventConsumer(
      BatchConsumer consumer,
      FailedRecords failed,
      EventReader reader,
      ResourceLooks looks,
      TouchingEvents events) {
    this.consumer = consumer;
    this.failed = failed;
    this.reader = reader;
    this.looks = looks;
    this.events = events;
  }

  /** What a batch of records comes to. */
  private record Gathered(List<Touch> touches, Set<Touched> looksWanted) {}

  @Incoming("event-recorded-in")
  @Blocking
  CompletionStage<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
    return consumer.consume(batch, this::handle);
  }

  void handle(List<ReceivedRecord> records) {
    var gathered = new Gathered(new ArrayList<>(), new LinkedHashSet<>());
    for (ReceivedRecord received : records) {
      gather(received, gathered);
    }
    events.add(gathered.touches());
    gathered.looksWanted().forEach(looks::request);
  }

  /** One bad event does not take the others of its record with it. */
  private void gather(ReceivedRecord received, Gathered gathered) {
    List<byte[]> bad = new ArrayList<>();
    List<PoisonException> reasons = new ArrayList<>();
    for (byte[] event : batch(received).records()) {
      try {
        gather(reader.parse(event), received.header(Headers.SOURCE_ACCOUNT), gathered);
      } catch (PoisonException e) {
        bad.add(event);
        reasons.add(e);
      }
    }
    if (!bad.isEmpty()) {
      var rest = new EventBatch(bad);
      Map<String, String> headers = new HashMap<>(received.headers());
      headers.remove(Headers.LENGTHS);
      headers.putAll(rest.headers());
      failed.add(
          new ReceivedRecord(
              received.topic(),
              received.partition(),
              received.offset(),
              received.key(),
              rest.value(),
              headers),
          reasons.getFirst());
    }
  }

  private static EventBatch batch(ReceivedRecord received) {
    try {
      return EventBatch.parse(received.value(), received.header(Headers.LENGTHS));
    } catch (IllegalArgumentException e) {
      throw new PoisonException(String.valueOf(e.getMessage()), e);
    }
  }

  private void gather(JsonNode event, @Nullable String sourceAccount, Gathered gathered) {
    if (!EventReader.isSuccessfulWrite(event)) {
      return;
    }
    String account = EventReader.accountOf(event, sourceAccount);
    for (Touched touched : looks.touchedBy(event)) {
      gathered.touches().add(touch(touched, event, account));
      gathered.looksWanted().add(touched);
    }
  }

  private static Touch touch(Touched touched, JsonNode event, String account) {
    return switch (touched) {
      case Touched.OneResource one ->
          new Touch(
              one.key().accountId().value(),
              one.key().region(),
              one.key().resourceType(),
              one.key().resourceId(),
              account,
              EventReader.summary(event, true));
      case Touched.SomeOfType some ->
          new Touch(
              some.accountId().value(),
              some.region(),
              some.resourceType(),
              "",
              account,
              EventReader.summary(event, false));
    };
  }
}

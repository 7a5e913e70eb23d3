package io.cairn.trail.ingest;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.cairn.trail.kafka.EventBatches;
import io.cairn.trail.ledger.Flight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** The sends of one body: started one after the other, awaited together. */
final class Delivery {
  private static final long ACK_SECONDS = 20;

  private record Sent(Future<RecordMetadata> metadata, int records) {}

  private final EventBatches kafka;
  private final String sourceId;
  private final Map<String, String> headers;
  private final List<Sent> sent = new ArrayList<>();

  Delivery(EventBatches kafka, String sourceId, Map<String, String> headers) {
    this.kafka = kafka;
    this.sourceId = sourceId;
    this.headers = headers;
  }

  /** Starts a send; records that name no account are the batch's. */
  void send(String account, EventBatch batch) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(Headers.SOURCE_ACCOUNT, account);
    try {
      sent.add(
          new Sent(
              kafka.send(Topic.TRAIL_EVENT_RECEIVED, account, batch, all), batch.records().size()));
    } catch (KafkaException e) {
      throw new BrokerAwayException(e);
    }
  }

  /** Returns when the broker has everything; throws {@link BrokerAwayException} otherwise. */
  List<Flight> await() {
    List<Flight> flights = new ArrayList<>(sent.size());
    try {
      for (Sent send : sent) {
        RecordMetadata at = send.metadata().get(ACK_SECONDS, TimeUnit.SECONDS);
        flights.add(new Flight(at.partition(), at.offset(), sourceId, send.records()));
      }
      return flights;
    } catch (ExecutionException e) {
      throw new BrokerAwayException(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new BrokerAwayException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerAwayException(e);
    }
  }
}

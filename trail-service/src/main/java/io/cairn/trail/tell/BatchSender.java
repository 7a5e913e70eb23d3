package io.cairn.trail.tell;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.cairn.eventstore.StoredEvent;
import io.cairn.eventstore.UntoldBatch;
import io.cairn.trail.kafka.EventBatches;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends stored events to whoever wants to know of them, in order for each account. */
@Singleton
public class BatchSender {
  private static final long ACK_SECONDS = 20;

  private final EventBatches kafka;
  private final CausedBy causes;

  BatchSender(EventBatches kafka, CausedBy causes) {
    this.kafka = kafka;
    this.causes = causes;
  }

  /** Sends the batches and awaits every ack; throws {@link NotToldException} without one. */
  public void send(List<UntoldBatch> batches) {
    Map<String, List<StoredEvent>> accounts = new LinkedHashMap<>();
    for (UntoldBatch batch : batches) {
      for (StoredEvent event : batch.events()) {
        accounts.computeIfAbsent(event.accountId(), _ -> new ArrayList<>()).add(event);
      }
    }
    List<Future<RecordMetadata>> sends = new ArrayList<>();
    accounts.forEach((account, events) -> send(account, events, sends));
    await(sends);
  }

  private void send(String account, List<StoredEvent> events, List<Future<RecordMetadata>> sends) {
    int from = 0;
    for (EventBatch batch : EventBatch.split(events.stream().map(StoredEvent::bytes).toList())) {
      int to = from + batch.records().size();
      String ids = causes.header(events.subList(from, to));
      Map<String, String> headers = ids == null ? Map.of() : Map.of(Headers.CORRELATION_ID, ids);
      sends.add(kafka.send(Topic.TRAIL_EVENT_RECORDED, account, batch, headers));
      from = to;
    }
  }

  private static void await(List<Future<RecordMetadata>> sends) {
    try {
      for (Future<RecordMetadata> sent : sends) {
        sent.get(ACK_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new NotToldException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotToldException(e);
    }
  }

  /** The broker did not acknowledge; nothing was noted as told. */
  public static final class NotToldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotToldException(Exception cause) {
      super("the broker did not acknowledge: " + cause, cause);
    }
  }
}

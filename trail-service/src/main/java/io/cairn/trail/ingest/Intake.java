package io.cairn.trail.ingest;

import io.cairn.contracts.Headers;
import io.cairn.trail.kafka.EventBatches;
import io.cairn.trail.ledger.Flight;
import io.cairn.trail.ledger.LedgerDoor;
import io.cairn.trail.ledger.RefusedBytes;
import io.cairn.web.runtime.Correlation;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The door: everything that comes in from outside, by push, upload or fetched from S3, goes through
 * {@link #accept}. It reads a body twice when it is large, first to judge, then to send, so that a
 * malformed one leaves nothing behind and no body is ever held inflated.
 */
@Singleton
public class Intake {
  private static final int HELD = 8 << 20;
  private static final int MAX_REFUSED_BYTES = 16 << 20;

  private final IngestConfig bounds;
  private final EventBatches kafka;
  private final LedgerDoor ledger;
  private final Clock clock;

  Intake(IngestConfig bounds, EventBatches kafka, LedgerDoor ledger, Clock clock) {
    this.bounds = bounds;
    this.kafka = kafka;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Takes in a body. When it returns, every accepted record is durable at the broker and every
   * refused one is in the ledger and the dead letters.
   *
   * @throws MalformedInputException if the body cannot be taken apart; nothing was accepted
   * @throws BrokerAwayException if the broker did not acknowledge all of it; some records may still
   *     be stored, and sending all again is safe
   */
  public Receipt accept(Payload payload, Origin origin) throws MalformedInputException {
    Instant now = clock.instant();
    Instant latest = now.plus(bounds.maxAhead());
    var first = new FirstReading();
    new RecordReader(bounds).read(payload, origin.accountId(), latest, first);
    first.compare(payload.announced());
    var delivery = new Delivery(kafka, origin.sourceId(), headers(origin, now));
    var batches = new AccountBatches(delivery::send);
    if (first.overflowed) {
      new RecordReader(bounds)
          .read(payload, origin.accountId(), latest, new SecondReading(batches));
    } else {
      first.held.forEach(h -> batches.add(h.accountId(), h.bytes()));
    }
    batches.flush();
    List<Flight> flights = delivery.await();
    ledger.record(origin.place(), origin.accountId(), flights, first.refused);
    return first.receipt();
  }

  private static Map<String, String> headers(Origin origin, Instant now) {
    Map<String, String> headers = new HashMap<>();
    headers.put(Headers.SOURCE, origin.sourceId());
    headers.put(Headers.ACCEPTED_AT, now.toString());
    putIfPresent(headers, Headers.SOURCE_OBJECT, origin.objectName());
    putIfPresent(headers, Headers.CORRELATION_ID, Correlation.current());
    return headers;
  }

  private static void putIfPresent(
      Map<String, String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }

  private record Held(String accountId, byte[] bytes) {}

  private static final class FirstReading implements RecordReader.Sink {
    private final List<Held> held = new ArrayList<>();
    private final List<RefusedBytes> refused = new ArrayList<>();
    private final List<RefusedRecord> listed = new ArrayList<>();
    private long heldBytes;
    private long refusedBytes;
    private int accepted;
    private boolean overflowed;

    @Override
    public void accepted(String accountId, byte[] bytes) {
      accepted++;
      heldBytes += bytes.length;
      if (heldBytes > HELD) {
        overflowed = true;
        held.clear();
      } else {
        held.add(new Held(accountId, bytes));
      }
    }

    @Override
    public void refused(RefusedRecord refusal, byte[] bytes, long length)
        throws MalformedInputException {
      refusedBytes += bytes.length + 512L;
      if (refusedBytes > MAX_REFUSED_BYTES) {
        throw new MalformedInputException(
            MalformedInputException.Code.TOO_MANY_BAD_RECORDS,
            0,
            "the body holds more than "
                + refused.size()
                + " records that are no CloudTrail records; the first: "
                + listed.getFirst().detail());
      }
      refused.add(
          new RefusedBytes(refusal.index(), refusal.code(), refusal.detail(), bytes, length));
      if (listed.size() < Receipt.MAX_LISTED) {
        listed.add(refusal);
      }
    }

    /** A body of lines that was cut at the end of one looks whole, but for its number. */
    void compare(@Nullable Integer announced) throws MalformedInputException {
      int held = accepted + refused.size();
      if (announced != null && announced != held) {
        throw new MalformedInputException(
            MalformedInputException.Code.COUNT_MISMATCH,
            0,
            "the sender announces " + announced + " records and the body holds " + held);
      }
    }

    Receipt receipt() {
      return new Receipt(accepted, listed, refused.size());
    }
  }

  private record SecondReading(AccountBatches batches) implements RecordReader.Sink {
    @Override
    public void accepted(String accountId, byte[] bytes) {
      batches.add(accountId, bytes);
    }

    @Override
    public void refused(RefusedRecord refusal, byte[] bytes, long length) {
      // Judged and noted at the first reading.
    }
  }
}

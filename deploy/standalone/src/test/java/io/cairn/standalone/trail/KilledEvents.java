package io.cairn.standalone.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.ScannedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A log whose records are made of their offsets: new events, some late, and some of before. */
final class KilledEvents {
  /** New events in each record. */
  static final int FRESH = 20;

  private static final int REPEATED = 5;
  private static final Instant FIRST = Instant.parse("2026-01-05T00:00:00Z");

  private KilledEvents() {}

  /** Event {@code number} of a record, always the same. */
  static String event(long offset, int number) {
    long serial = offset * FRESH + number;
    long late = serial % 50 == 7 ? 86_400L : 0;
    return "{\"eventID\":\"%s\",\"eventTime\":\"%s\",\"eventName\":\"Kill%d\",\"recipientAccountId\":\"11112222333%d\"}"
        .formatted(
            UUID.nameUUIDFromBytes(("k" + serial).getBytes(UTF_8)),
            FIRST.plusSeconds(86_400 + serial * 40 - late),
            serial % 7,
            serial % 3);
  }

  /** What the log holds at an offset. */
  static List<NewEvent> record(long offset) {
    var random = new Random(offset);
    var scanner = new EventScanner();
    List<NewEvent> events = new ArrayList<>();
    for (int i = 0; i < FRESH; i++) {
      events.add(of(scanner, event(offset, i)));
    }
    for (int i = 0; i < REPEATED && offset > 0; i++) {
      events.add(of(scanner, event(random.nextLong(offset), random.nextInt(FRESH))));
    }
    return events;
  }

  private static NewEvent of(EventScanner scanner, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    var event = (ScannedEvent) scanner.scan(bytes);
    return new NewEvent(String.valueOf(event.recordAccountId()), event, bytes);
  }
}

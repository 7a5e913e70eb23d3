package io.cairn.trail.tell;

import io.cairn.contracts.CorrelationIds;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.Position;
import io.cairn.eventstore.StoredEvent;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The correlation ids of events between their storing and their telling. In memory only and
 * bounded: what was stored before a crash is told without an id, never with a wrong one.
 */
@Singleton
public class CausedBy {
  private static final int MAX_EVENTS = 50_000;

  private final Map<Position, String> ids =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Position, String> eldest) {
          return size() > MAX_EVENTS;
        }
      };

  /** Remembers the id of the request or job that brought a stored event, if it has one. */
  public synchronized void stored(NewEvent event, @Nullable String id) {
    if (id != null) {
      ids.put(
          new Position(event.event().eventTime(), event.event().eventId(), event.accountId()), id);
    }
  }

  /** The ids of what caused these events, or null if none is known. */
  synchronized @Nullable String header(List<StoredEvent> events) {
    List<@Nullable String> found = new ArrayList<>();
    events.forEach(event -> found.add(ids.get(event.position())));
    return CorrelationIds.of(found).header();
  }

  /** Forgets what was told. */
  public synchronized void told(List<StoredEvent> events) {
    events.forEach(event -> ids.remove(event.position()));
  }
}

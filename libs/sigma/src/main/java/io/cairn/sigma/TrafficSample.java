package io.cairn.sigma;

import java.util.List;

/**
 * Some events of a stream, for the engine to learn what is rare in it: 50 to 1,000 recent ones do.
 * They decide how fast rules are found, never which; an event that is not JSON is passed over.
 *
 * @param events each one JSON object in UTF-8
 */
public record TrafficSample(List<byte[]> events) {
  /** No events: the engine goes by what CloudTrail's events are known to look like. */
  public static final TrafficSample NONE = new TrafficSample(List.of());

  /** Keeps the list, not copies of the events. */
  public TrafficSample {
    events = List.copyOf(events);
  }
}

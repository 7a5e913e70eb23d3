package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The sample's events for other uses than the demonstration. */
public final class Sample {
  private static final long SEED = 20_260_101L;

  private Sample() {}

  /** At most so many CloudTrail records, always the same. */
  public static List<ObjectNode> someEvents(int count) {
    return SampleEvents.history(new SampleClock(Instant.EPOCH.plusSeconds(1_767_225_600L)), SEED)
        .stream()
        .limit(count)
        .map(SampleEvents.Event::body)
        .toList();
  }
}

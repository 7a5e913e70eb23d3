package io.cairn.trail.writer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How received events are stored and told. */
@ConfigMapping(prefix = "cairn.trail.writer")
public interface WriterConfig {
  /** Events stored in one transaction, at most; one Kafka record is never split. */
  @WithDefault("5000")
  int maxEvents();

  /** Events told in one go, at most; one stored batch is never split. */
  @WithDefault("5000")
  int maxTold();

  /** How often the teller looks for something to tell when nobody wakes it. */
  @WithDefault("PT1S")
  Duration poll();

  /** Longest pause between two tries while the database or the broker is away. */
  @WithDefault("PT30S")
  Duration longestPause();
}

package io.cairn.config.cause;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How far apart an event and the look that saw its effect may lie. */
@ConfigMapping(prefix = "cairn.config.cause")
public interface CauseConfig {
  /**
   * How long an API may still answer with the old state: an event this long before a look that saw
   * nothing new is the cause of the next change, if no other event is.
   */
  @WithDefault("PT1M")
  Duration slack();

  /**
   * How much later than its visible effect a call may complete, clocks that differ included. Such
   * an event counts only if a look after it found nothing more.
   */
  @WithDefault("PT2S")
  Duration lateness();

  /**
   * How long before a resource's first item the event that created it is looked for, where nothing
   * says when it was created.
   */
  @WithDefault("PT24H")
  Duration creationWindow();
}

package io.cairn.config.look;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How events lead to looks. */
@ConfigMapping(prefix = "cairn.config.look")
public interface LookConfig {

  /** Whether looks are made; when off they wait. */
  @WithDefault("true")
  boolean enabled();

  /** Looks made at once by one process. */
  @WithDefault("8")
  int concurrency();

  /** How often looks that are due are searched for, beside being told of. */
  @WithDefault("PT0.5S")
  Duration poll();

  /**
   * Looks after the first, measured from the first event, while the resource is between two states
   * or the answer still equals the old state.
   */
  @WithDefault("PT1S,PT10S,PT60S,PT300S")
  List<Duration> again();

  /** For how long after a look at a resource the events that follow are gathered. */
  @WithDefault("PT1S")
  Duration gather();

  /** The same for a look at a whole type. */
  @WithDefault("PT30S")
  Duration gatherType();

  /** For how long AWS may not know a resource that was just made. */
  @WithDefault("PT60S")
  Duration believeGoneAfter();

  /** How long a look stays with a worker that shows no sign of life. */
  @WithDefault("PT120S")
  Duration lease();
}

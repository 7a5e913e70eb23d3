package io.cairn.trail.move;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How old rows are moved. */
@ConfigMapping(prefix = "cairn.trail.move")
public interface MoveConfig {
  /** Rows moved in one transaction, at most; 8 MiB of records end it as well. */
  @WithDefault("5000")
  int rows();

  /** How often the log says how far it is. */
  @WithDefault("PT5S")
  Duration progress();

  /** Pause before another try while the database or the broker is away. */
  @WithDefault("PT2S")
  Duration retry();
}

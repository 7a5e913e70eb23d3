package io.cairn.config.importing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of what one request may bring. */
@ConfigMapping(prefix = "cairn.config.importing")
public interface ImportConfig {
  /** Most bytes of a body after decompression. */
  @WithDefault("268435456")
  long maxBytes();

  /** Most characters of one item. */
  @WithDefault("4194304")
  int maxItem();

  /** Items in one transaction. */
  @WithDefault("100")
  int batch();

  /** Refused items that are told one by one; the rest is only counted. */
  @WithDefault("1000")
  int maxRefused();

  /** How far ahead of this machine's clock an item's capture time may be. */
  @WithDefault("PT10M")
  Duration clockSkew();
}

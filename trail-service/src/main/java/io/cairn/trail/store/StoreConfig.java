package io.cairn.trail.store;

import io.cairn.eventstore.StoreSettings;
import io.cairn.eventstore.StoreSettings.RunSettings;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How events are kept. What is not set follows from the heap and the processors. */
@ConfigMapping(prefix = "cairn.trail.store")
public interface StoreConfig {
  /** zstd level of events, 1 to 19: more is smaller and slower. */
  @WithDefault("3")
  int level();

  /** Threads that encode blocks; two where there are two processors. */
  OptionalInt encoders();

  /** Memory for what was read: an eighth of the heap, 8 to 256 MiB. */
  Optional<MemorySize> cacheMemory();

  /** Memory for the ids of the hours in use: an eighth of the heap, 8 to 256 MiB. */
  Optional<MemorySize> identityMemory();

  /** Size of the dictionary that is trained on the first events; 0 for none. */
  @WithDefault("114688")
  int dictionaryBytes();

  /** Events in full blocks from which on a day is sealed though it goes on. */
  OptionalInt sealEvents();

  /** Most events in a sealed run. */
  OptionalInt runEvents();

  /** A day that is over is sealed when nothing was stored in it for so long. */
  @WithDefault("PT10M")
  Duration quiet();

  /** Whether this process merges and seals; one process at a time does. */
  @WithDefault("true")
  boolean upkeep();

  /** How often upkeep looks for something to do when it found nothing. */
  @WithDefault("PT1S")
  Duration upkeepPoll();

  /** UTC days before today whose events are kept; without it nothing is dropped. */
  OptionalInt retentionDays();

  /** The settings of the store. */
  default StoreSettings settings() {
    StoreSettings usual = StoreSettings.ofDefaults();
    RunSettings runs = usual.runs();
    return usual
        .withEncoding(level(), encoders().orElse(usual.encoders()))
        .withMemory(
            cacheMemory().map(MemorySize::asLongValue).orElse(usual.cacheBytes()),
            identityMemory().map(MemorySize::asLongValue).orElse(usual.identityBytes()))
        .withDictionary(dictionaryBytes())
        .withRuns(
            new RunSettings(
                sealEvents().orElse(runs.sealEvents()),
                runEvents().orElse(runs.maxEvents()),
                runs.chunkEvents(),
                quiet()));
  }
}

package io.cairn.eventstore;

import java.time.Duration;

/**
 * How a block store spends memory and time; every number is a bound.
 *
 * @param level zstd level of events, 1 to 19; blocks that are merged get a higher one
 * @param encoders threads that encode blocks
 * @param cacheBytes memory for what was read: columns, indexes, frames, keys
 * @param identityBytes memory for the ids of the hours in use, of all partitions together
 * @param dictionaryBytes size of the largest dictionary; 0 for none. Training takes 64 times that
 *     in memory for a few seconds
 * @param runs how blocks are sealed
 */
public record StoreSettings(
    int level,
    int encoders,
    long cacheBytes,
    long identityBytes,
    int dictionaryBytes,
    RunSettings runs) {
  private static final int MIB = 1 << 20;

  /** Checks the bounds. */
  public StoreSettings {
    require(level >= 1 && level <= 19, "level must be 1 to 19");
    require(encoders >= 1 && encoders <= 64, "encoders must be 1 to 64");
    require(cacheBytes >= MIB, "cacheBytes must be at least 1 MiB");
    require(identityBytes >= MIB, "identityBytes must be at least 1 MiB");
    require(
        dictionaryBytes == 0 || (dictionaryBytes >= 1_024 && dictionaryBytes <= MIB),
        "dictionaryBytes must be 0, or 1,024 to 1,048,576");
  }

  /**
   * How blocks are sealed.
   *
   * @param sealEvents a day that has so many events in full open blocks is sealed, though it goes
   *     on
   * @param maxEvents most events in a run, at most 1,048,576; merging takes 100 bytes for each
   * @param chunkEvents most events in a chunk, 1,024 to 65,536
   * @param quiet a day that is over is sealed when nothing was stored in it for so long
   */
  public record RunSettings(int sealEvents, int maxEvents, int chunkEvents, Duration quiet) {
    /** Checks the bounds. */
    public RunSettings {
      require(sealEvents >= 1, "sealEvents must be at least 1");
      require(maxEvents >= 1 && maxEvents <= MIB, "maxEvents must be 1 to 1,048,576");
      require(chunkEvents >= 1_024 && chunkEvents <= 65_536, "chunkEvents must be 1,024 to 65,536");
      require(!quiet.isNegative(), "quiet must not be negative");
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }

  /** For this machine: at most two encoders, and a quarter of the heap for both memories. */
  public static StoreSettings ofDefaults() {
    long heap = Runtime.getRuntime().maxMemory();
    int encoders = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2);
    long each = Math.clamp(heap / 8, 8L * MIB, 256L * MIB);
    int run = heap < 512L * MIB ? MIB / 4 : MIB;
    var runs = new RunSettings(MIB / 4, run, 65_536, Duration.ofMinutes(10));
    int dictionary = heap < 512L * MIB ? 112 << 10 : MIB / 2;
    return new StoreSettings(3, encoders, each, each, dictionary, runs);
  }

  /** The same with other runs. */
  public StoreSettings withRuns(RunSettings other) {
    return new StoreSettings(level, encoders, cacheBytes, identityBytes, dictionaryBytes, other);
  }

  /** The same with other bounds of memory. */
  public StoreSettings withMemory(long cache, long identities) {
    return new StoreSettings(level, encoders, cache, identities, dictionaryBytes, runs);
  }

  /** The same with another dictionary. */
  public StoreSettings withDictionary(int bytes) {
    return new StoreSettings(level, encoders, cacheBytes, identityBytes, bytes, runs);
  }

  /** The same with another level and number of encoders. */
  public StoreSettings withEncoding(int zstdLevel, int threads) {
    return new StoreSettings(zstdLevel, threads, cacheBytes, identityBytes, dictionaryBytes, runs);
  }
}

package io.cairn.eventstore;

/**
 * How a block store spends memory and time; every number is a bound.
 *
 * @param level zstd level of events, 1 to 19
 * @param encoders threads that encode blocks
 * @param cacheBytes memory for what was read: columns, indexes, frames, keys
 * @param identityBytes memory for the ids of the hours in use, of all partitions together
 * @param sealEvents a day that has so many events in open blocks is sealed, though it goes on
 * @param maxRunEvents most events in a run
 * @param dictionaryBytes size of a dictionary; 0 for none
 */
public record StoreSettings(
    int level,
    int encoders,
    long cacheBytes,
    long identityBytes,
    int sealEvents,
    int maxRunEvents,
    int dictionaryBytes) {
  private static final int MIB = 1 << 20;

  /** Checks the bounds. */
  public StoreSettings {
    require(level >= 1 && level <= 19, "level must be 1 to 19");
    require(encoders >= 1 && encoders <= 64, "encoders must be 1 to 64");
    require(cacheBytes >= MIB, "cacheBytes must be at least 1 MiB");
    require(identityBytes >= MIB, "identityBytes must be at least 1 MiB");
    require(sealEvents >= 1, "sealEvents must be at least 1");
    require(maxRunEvents >= 1 && maxRunEvents <= MIB, "maxRunEvents must be 1 to 1,048,576");
    require(
        dictionaryBytes == 0 || (dictionaryBytes >= 1_024 && dictionaryBytes <= MIB),
        "dictionaryBytes must be 0, or 1,024 to 1,048,576");
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
    return new StoreSettings(3, encoders, each, each, MIB / 4, run, 112 << 10);
  }

  /** The same with another seal bound and run bound. */
  public StoreSettings withRuns(int seal, int maxRun) {
    return new StoreSettings(
        level, encoders, cacheBytes, identityBytes, seal, maxRun, dictionaryBytes);
  }

  /** The same with other bounds of memory. */
  public StoreSettings withMemory(long cache, long identities) {
    return new StoreSettings(
        level, encoders, cache, identities, sealEvents, maxRunEvents, dictionaryBytes);
  }

  /** The same with another dictionary. */
  public StoreSettings withDictionary(int bytes) {
    return new StoreSettings(
        level, encoders, cacheBytes, identityBytes, sealEvents, maxRunEvents, bytes);
  }

  /** The same with another level and number of encoders. */
  public StoreSettings withEncoding(int zstdLevel, int threads) {
    return new StoreSettings(
        zstdLevel, threads, cacheBytes, identityBytes, sealEvents, maxRunEvents, dictionaryBytes);
  }
}

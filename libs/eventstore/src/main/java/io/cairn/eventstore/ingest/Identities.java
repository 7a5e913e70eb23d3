package io.cairn.eventstore.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.query.StoredKeys;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identities of what is stored, for the hours in use: the 128 bits of the event id, mixed with
 * a secret hash of account and time. A repeated event has the same time, so only its hour is asked.
 * Not thread-safe: each partition has its own.
 */
final class Identities {
  private static final long HOUR = 3_600_000_000L;
  private static final int MAX_ACCOUNTS = 10_000;

  private final StoreKey key;
  private final LinkedHashMap<Long, KeySet> hours = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, Long> accounts = new HashMap<>();

  Identities(StoreKey key) {
    this.key = key;
  }

  static long hourOf(long time) {
    return Math.floorDiv(time, HOUR);
  }

  /** The set of an hour; null when it is not in memory. */
  @Nullable KeySet hour(long hour) {
    return hours.get(hour);
  }

  /** Begins an hour that is known to hold nothing. */
  KeySet begin(long hour) {
    KeySet set = new KeySet();
    hours.put(hour, set);
    return set;
  }

  /** Reads an hour from the store. */
  KeySet load(long hour, StoredKeys stored) throws SQLException {
    KeySet set = new KeySet();
    stored.forEach(
        hour * HOUR,
        (hour + 1) * HOUR - 1,
        (time, high, low, account) -> set.add(high, low ^ tag(time, account)));
    hours.put(hour, set);
    return set;
  }

  static boolean isEmpty(long hour, StoredKeys stored) {
    return stored.isEmpty(hour * HOUR, (hour + 1) * HOUR - 1);
  }

  /** Adds an event to a set; false when it is there already. */
  boolean add(KeySet set, Incoming event) {
    return set.add(
        event.key().high(), event.key().low() ^ tag(event.time(), event.event().accountId()));
  }

  /** Forgets an hour: what was added to it was not stored. */
  void forget(long hour) {
    hours.remove(hour);
  }

  void clear() {
    hours.clear();
  }

  /**
   * Forgets the hours that were not used for longest until the rest takes at most so many bytes.
   */
  void trim(long bytes) {
    long weight = weight();
    Iterator<KeySet> eldest = hours.values().iterator();
    while (weight > bytes && eldest.hasNext()) {
      weight -= eldest.next().weight();
      eldest.remove();
    }
  }

  long weight() {
    return hours.values().stream().mapToLong(KeySet::weight).sum();
  }

  int hourCount() {
    return hours.size();
  }

  private long tag(long time, String account) {
    Long known = accounts.get(account);
    if (known == null) {
      if (accounts.size() >= MAX_ACCOUNTS) {
        accounts.clear();
      }
      known = key.hash(0, account.getBytes(UTF_8));
      accounts.put(account, known);
    }
    long h = known ^ (time * 0x9E3779B97F4A7C15L);
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}

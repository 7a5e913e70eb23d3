package io.cairn.eventstore.query;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Keeps the values used last, up to a weight in bytes; thread-safe. */
final class LruCache<K, V> {
  private final long maxWeight;
  private final ToIntFunction<V> weigher;
  private final LinkedHashMap<K, V> values = new LinkedHashMap<>(64, 0.75f, true);
  private long weight;
  private long hits;
  private long misses;

  LruCache(long maxWeight, ToIntFunction<V> weigher) {
    this.maxWeight = maxWeight;
    this.weigher = weigher;
  }

  synchronized @Nullable V get(K key) {
    V value = values.get(key);
    if (value == null) {
      misses++;
    } else {
      hits++;
    }
    return value;
  }

  synchronized void put(K key, V value) {
    V before = values.put(key, value);
    weight += weigher.applyAsInt(value) - (before == null ? 0 : weigher.applyAsInt(before));
    Iterator<Map.Entry<K, V>> eldest = values.entrySet().iterator();
    while (weight > maxWeight && eldest.hasNext()) {
      weight -= weigher.applyAsInt(eldest.next().getValue());
      eldest.remove();
    }
  }

  synchronized CacheCounters counters() {
    return new CacheCounters(values.size(), weight, maxWeight, hits, misses);
  }
}

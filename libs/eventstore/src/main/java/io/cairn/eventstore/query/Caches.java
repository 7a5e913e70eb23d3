package io.cairn.eventstore.query;

import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.codec.Dictionary;
import io.cairn.eventstore.codec.Frame;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.run.ChunkColumns;
import io.cairn.eventstore.run.RunMeta;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was read and decoded, by ids that are never used twice for other content. Half of the memory
 * is for columns and times, the rest for indexes of open blocks, frames, and keys and run metas.
 */
public final class Caches {
  final LruCache<Long, BlockIndex> indexes;
  final LruCache<ColumnKey, Column> columns;
  final LruCache<ColumnKey, ChunkColumns.Times> times;
  final LruCache<FrameKey, Frame> frames;
  final LruCache<Long, BlockKeys> keys;
  final LruCache<Long, RunMeta> metas;
  final Map<Integer, Dictionary> dictionaries = new ConcurrentHashMap<>();
  final Catalogue.Latest catalogue = new Catalogue.Latest();
  final CacheMeter catalogueMeter = new CacheMeter();
  final Scratch.Pool scratches = new Scratch.Pool();

  /** Caches of {@code bytes} together. */
  public Caches(long bytes) {
    columns = new LruCache<>(bytes * 3 / 8, Column::weight);
    times = new LruCache<>(bytes / 16, ChunkColumns.Times::weight);
    indexes = new LruCache<>(bytes / 4, BlockIndex::weight);
    frames = new LruCache<>(bytes / 8, Frame::weight);
    keys = new LruCache<>(bytes / 8, BlockKeys::weight);
    metas = new LruCache<>(bytes / 16, RunMeta::weight);
  }

  /**
   * A column of a chunk.
   *
   * @param run id of the run
   * @param chunk its number
   * @param attribute number of the attribute
   */
  record ColumnKey(long run, int chunk, int attribute) {}

  /**
   * A frame.
   *
   * @param block id of the block
   * @param number from 0
   */
  record FrameKey(long block, int number) {}

  /** What each cache holds, by its name. */
  public Map<String, CacheCounters> counters() {
    Map<String, CacheCounters> counters = new TreeMap<>();
    counters.put("catalogue", catalogueMeter.counters(1, 0, 0));
    counters.put("columns", columns.counters());
    counters.put("frames", frames.counters());
    counters.put("indexes", indexes.counters());
    counters.put("keys", keys.counters());
    counters.put("metas", metas.counters());
    counters.put("times", times.counters());
    return counters;
  }
}

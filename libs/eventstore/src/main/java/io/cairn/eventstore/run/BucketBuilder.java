package io.cairn.eventstore.run;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.codec.ByteWriter;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.column.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the terms and keys of a run and writes its buckets; not thread-safe. */
final class BucketBuilder {
  private static final int ORDINAL_BITS = 22;
  private static final long ORDINAL_MASK = (1L << ORDINAL_BITS) - 1;
  private static final int CHUNK_BITS = 16;
  private static final int ROW_BYTES = 900;
  private static final int MAX_BUCKETS = 1 << 16;

  private final StoreKey key;
  private long[] hashes = new long[1 << 12];
  private int[] ordinals = new int[1 << 12];
  private int size;

  /** Terms that are frequent in a chunk: hash to mask of chunks. */
  private final Map<Long, Long> frequent = new HashMap<>();

  BucketBuilder(StoreKey key) {
    this.key = key;
  }

  void addKeys(int chunk, int start, byte[] keys) {
    int attribute = AttributeNumber.of(Attribute.EVENT_ID);
    int ordinal = (chunk << CHUNK_BITS) + start;
    for (int at = 0; at < keys.length; at += EventKey.BYTES) {
      add(key.hash(attribute, keys, at, EventKey.BYTES), ordinal++);
    }
  }

  void addColumn(int attribute, int chunk, Column column) {
    int[] counts = new int[column.termCount() + 1];
    column.forEach((_, code) -> counts[code]++);
    long[] termHashes = new long[counts.length];
    for (int code = 1; code < counts.length; code++) {
      termHashes[code] = key.hash(attribute, column.term(code));
      if (counts[code] > Posting.MAX_LISTED) {
        frequent.merge(termHashes[code], 1L << chunk, (a, b) -> a | b);
      }
    }
    column.forEach(
        (event, code) -> {
          if (counts[code] <= Posting.MAX_LISTED) {
            add(termHashes[code], (chunk << CHUNK_BITS) + event);
          }
        });
  }

  private void add(long hash, int ordinal) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
      ordinals = Arrays.copyOf(ordinals, size * 2);
    }
    hashes[size] = hash;
    ordinals[size++] = ordinal;
  }

  /** The rows of all buckets. */
  List<byte[]> rows() {
    int buckets = Math.clamp((size * 7L + frequent.size() * 6L) / ROW_BYTES, 1, MAX_BUCKETS);
    long[] packed = new long[size];
    for (int i = 0; i < size; i++) {
      packed[i] = address(hashes[i], buckets) << ORDINAL_BITS | ordinals[i];
    }
    hashes = new long[0];
    ordinals = new int[0];
    Arrays.sort(packed);
    Map<Long, Long> masks = new HashMap<>();
    frequent.forEach((hash, mask) -> masks.merge(address(hash, buckets), mask, (a, b) -> a | b));
    long[] addresses = masks.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    return new Writing(packed, addresses, masks, buckets).rows();
  }

  private static long address(long hash, int buckets) {
    TermPlace place = TermPlace.of(hash, buckets);
    return (long) place.bucket() << TermPlace.TAG_BITS | place.tag();
  }

  /** Walks the listed and the frequent terms side by side, in order of bucket and tag. */
  private static final class Writing {
    private final long[] packed;
    private final long[] frequent;
    private final Map<Long, Long> masks;
    private final int buckets;
    private int at;
    private int next;

    Writing(long[] packed, long[] frequent, Map<Long, Long> masks, int buckets) {
      this.packed = packed;
      this.frequent = frequent;
      this.masks = masks;
      this.buckets = buckets;
    }

    List<byte[]> rows() {
      List<byte[]> rows = new ArrayList<>(buckets);
      for (int bucket = 0; bucket < buckets; bucket++) {
        ByteWriter row = BucketRow.begin();
        long end = (bucket + 1L) << TermPlace.TAG_BITS;
        while (true) {
          long address = Math.min(listed(), next < frequent.length ? frequent[next] : -1L >>> 1);
          if (address >= end) {
            break;
          }
          term(row, address);
        }
        rows.add(BucketRow.finish(row));
      }
      return rows;
    }

    private long listed() {
      return at < packed.length ? packed[at] >>> ORDINAL_BITS : -1L >>> 1;
    }

    private void term(ByteWriter row, long address) {
      int from = at;
      long mask = 0;
      while (listed() == address) {
        mask |= 1L << ((packed[at++] & ORDINAL_MASK) >>> CHUNK_BITS);
      }
      int tag = (int) address & ((1 << TermPlace.TAG_BITS) - 1);
      boolean isFrequent = next < frequent.length && frequent[next] == address;
      if (isFrequent) {
        mask |= masks.getOrDefault(address, 0L);
        next++;
      }
      if (isFrequent || at - from > Posting.MAX_LISTED) {
        BucketRow.write(row, tag, mask);
      } else {
        BucketRow.write(row, tag, packed, from, at, ORDINAL_MASK);
      }
    }
  }
}

package io.cairn.eventstore.query;

import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.Dictionary;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.codec.Frame;
import io.cairn.eventstore.codec.FrameReader;
import io.cairn.eventstore.sql.DayPartitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fetches frames: one statement for all frames of a day, of each only its slice of the payload and
 * of the keys.
 */
public final class FrameSource {
  private final StoreReader reader;
  private final DamageLog damage;

  /** A source on a reader's snapshot. */
  public FrameSource(StoreReader reader, DamageLog damage) {
    this.reader = reader;
    this.damage = damage;
  }

  /**
   * A frame to fetch.
   *
   * @param block its block
   * @param number from 0
   */
  public record Wanted(BlockRef block, int number) {
    Caches.FrameKey key() {
      return new Caches.FrameKey(block.id(), number);
    }

    private int keysFrom() {
      return number * Frame.EVENTS * EventKey.BYTES;
    }

    private int keysLength() {
      int events = Math.min(Frame.EVENTS, block.count() - number * Frame.EVENTS);
      return events * EventKey.BYTES;
    }

    private int from() {
      return block.frameStarts()[number];
    }

    private int length() {
      return block.frameStarts()[number + 1] - from();
    }
  }

  /** The frames; a damaged one is missing, and told. */
  public Map<Wanted, Frame> fetch(Collection<Wanted> wanted) throws SQLException {
    Map<Wanted, Frame> found = new HashMap<>();
    Map<Integer, List<Wanted>> days = new HashMap<>();
    for (Wanted one : wanted) {
      Frame known = reader.caches().frames.get(one.key());
      if (known != null) {
        found.put(one, known);
      } else {
        days.computeIfAbsent(one.block().day(), _ -> new ArrayList<>()).add(one);
      }
    }
    for (var day : days.entrySet()) {
      fetch(day.getKey(), day.getValue(), found);
    }
    return found;
  }

  private void fetch(int day, List<Wanted> wanted, Map<Wanted, Frame> found) throws SQLException {
    // OFFSET 0 keeps the inner select apart, so that each block is found by its index.
    String sql =
        """
        select f.place, b.dictionary_id, b.keys, b.payload
        from unnest(?::int4[], ?::int8[], ?::int4[], ?::int4[], ?::int4[], ?::int4[])
          as f (place, id, keys_from, keys_length, payload_from, payload_length)
        cross join lateral (
          select dictionary_id, substring(keys from f.keys_from for f.keys_length) as keys,
            substring(payload from f.payload_from for f.payload_length) as payload
          from %s where id = f.id offset 0) b
        """
            .formatted(DayPartitions.name("block", day));
    Set<Wanted> missing = new LinkedHashSet<>(wanted);
    try (PreparedStatement select = reader.connection().prepareStatement(sql)) {
      bind(select, wanted);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Wanted one = wanted.get(rows.getInt(1));
          missing.remove(one);
          decode(one, rows.getInt(2), rows.getBytes(3), rows.getBytes(4), found);
        }
      }
    }
    for (Wanted one : missing) {
      damage.hide(day, one.block().id(), new DamagedException("the block is not there"));
    }
  }

  private void bind(PreparedStatement select, List<Wanted> wanted) throws SQLException {
    int n = wanted.size();
    Integer[][] numbers = new Integer[5][n];
    Long[] ids = new Long[n];
    for (int i = 0; i < n; i++) {
      Wanted one = wanted.get(i);
      ids[i] = one.block().id();
      numbers[0][i] = i;
      numbers[1][i] = one.keysFrom() + 1;
      numbers[2][i] = one.keysLength();
      numbers[3][i] = one.from() + 1;
      numbers[4][i] = one.length();
    }
    Connection connection = reader.connection();
    select.setArray(1, connection.createArrayOf("int4", numbers[0]));
    select.setArray(2, connection.createArrayOf("int8", ids));
    for (int i = 1; i < numbers.length; i++) {
      select.setArray(i + 2, connection.createArrayOf("int4", numbers[i]));
    }
  }

  private void decode(
      Wanted one, int dictionaryId, byte[] keys, byte[] payload, Map<Wanted, Frame> found)
      throws SQLException {
    try {
      Dictionary dictionary = Dictionaries.load(reader.connection(), reader.caches(), dictionaryId);
      Frame frame = FrameReader.read(payload, 0, payload.length, keys, dictionary);
      reader.caches().frames.put(one.key(), frame);
      found.put(one, frame);
    } catch (DamagedException e) {
      damage.hide(one.block().day(), one.block().id(), e);
    }
  }
}

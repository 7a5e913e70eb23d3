package io.cairn.eventstore.query;

import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.block.EncodedBlock;
import io.cairn.eventstore.block.Incoming;
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
import java.util.Arrays;
import java.util.List;

/** Restores all events of a block from its own bytes, without any index. Not thread-safe. */
public final class WholeBlocks {
  private final Connection connection;
  private final Caches caches;
  private final EventScanner scanner = new EventScanner();

  /** Reads on this connection. */
  public WholeBlocks(Connection connection, Caches caches) {
    this.connection = connection;
    this.caches = caches;
  }

  /**
   * The events of a block, in its order.
   *
   * @throws DamagedException if the block is not there, or any of its bytes is wrong
   */
  public List<Incoming> read(int day, long id) throws SQLException {
    return restore(day, id).events();
  }

  /**
   * A restored block.
   *
   * @param events its events, in its order
   * @param frameStarts where its frames begin, and where the last one ends
   */
  public record Restored(List<Incoming> events, int[] frameStarts) {}

  /** The same as {@link #read}, with the places of the frames. */
  public Restored restore(int day, long id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select n, dictionary_id, keys, payload from "
                + DayPartitions.name("block", day)
                + " where id = ?")) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new DamagedException("block " + id + " is not there");
        }
        Dictionary dictionary = Dictionaries.load(connection, caches, row.getInt(2));
        return restore(row.getInt(1), dictionary, row.getBytes(3), row.getBytes(4));
      }
    }
  }

  private Restored restore(int count, Dictionary dictionary, byte[] keys, byte[] payload) {
    if (keys.length != count * EventKey.BYTES) {
      throw new DamagedException("keys of a wrong length");
    }
    if (payload.length == 0 || payload[0] != EncodedBlock.PAYLOAD_VERSION) {
      throw new DamagedException("payload of a version that this program does not read");
    }
    List<Incoming> events = new ArrayList<>(count);
    int[] starts = new int[Frame.count(count) + 1];
    int at = 1;
    for (int from = 0; from < count; from += Frame.EVENTS) {
      int to = Math.min(from + Frame.EVENTS, count);
      int end = FrameReader.end(payload, at);
      starts[from / Frame.EVENTS] = at;
      byte[] frameKeys = Arrays.copyOfRange(keys, from * EventKey.BYTES, to * EventKey.BYTES);
      Frame frame = FrameReader.read(payload, at, end, frameKeys, dictionary);
      for (int i = 0; i < to - from; i++) {
        events.add(event(frame, i, EventKey.at(frameKeys, i * EventKey.BYTES)));
      }
      at = end;
    }
    if (at != payload.length) {
      throw new DamagedException("payload behind its last frame");
    }
    starts[starts.length - 1] = at;
    return new Restored(events, starts);
  }

  private Incoming event(Frame frame, int number, EventKey key) {
    byte[] bytes = frame.events()[number];
    if (!(scanner.scan(bytes) instanceof ScannedEvent scanned)) {
      throw new DamagedException("an event does not scan");
    }
    String given = frame.accounts()[number];
    String account = given != null ? given : scanned.recordAccountId();
    if (account == null) {
      throw new DamagedException("an event without an account");
    }
    Incoming event = Incoming.of(new NewEvent(account, scanned, bytes));
    if (!event.key().equals(key)) {
      throw new DamagedException("the key of event " + scanned.eventId() + " is another's");
    }
    return event;
  }
}

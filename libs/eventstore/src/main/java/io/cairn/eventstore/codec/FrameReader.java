package io.cairn.eventstore.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames back, byte for byte. A frame is
 *
 * <pre>
 * int     CRC-32C of everything behind it
 * byte    kind: 1 substituted, 2 verbatim
 * varint  number of events, 1 to 32
 * varint  length of the text
 * varint  number of UUIDs
 * varint  length of the compressed text
 * bytes   the text, zstd without magic number, with the block's dictionary
 * bytes   the UUIDs, 16 bytes each, in order
 * </pre>
 *
 * <p>Text of kind 1: for each event its bytes, where 0x02 stands for the event's own id and 0x01
 * for the next UUID; then, where its source gave the account, 0x03 and the account; then 0x00. Text
 * of kind 2, for events that hold bytes below 0x20: for each event two varints, length of the event
 * and of the account, then both.
 */
public final class FrameReader {
  private static final int MAX_EVENT = 1 << 24;
  private static final int MAX_ACCOUNT = 64;

  private FrameReader() {}

  /**
   * Reads the frame that fills {@code bytes} from {@code offset} to before {@code end}.
   *
   * @param ids keys of the frame's events, 16 bytes each
   * @throws DamagedException if checksum, lengths or content are wrong
   */
  public static Frame read(byte[] bytes, int offset, int end, byte[] ids, Dictionary dictionary) {
    var reader = new ByteReader(bytes, offset, end, "frame");
    reader.expectChecksum();
    int kind = reader.get();
    int count = reader.getCount(Frame.EVENTS);
    int textLength = reader.getCount(Decompressor.MAX_PLAIN);
    int uuidBytes = reader.getCount(MAX_EVENT) * EventKey.BYTES;
    int packed = reader.getCount(reader.remaining());
    boolean fits = reader.remaining() == packed + uuidBytes;
    if (!fits || count == 0 || ids.length != count * EventKey.BYTES) {
      throw reader.damaged("counts that cannot be");
    }
    int from = reader.position();
    byte[] text = Decompressor.decompress(bytes, from, packed, textLength, dictionary);
    return switch (kind) {
      case FrameWriter.SUBSTITUTED ->
          new Restoring(text, new ByteReader(bytes, from + packed, end, "frame"), ids).frame(count);
      case FrameWriter.VERBATIM -> verbatim(text, count);
      default -> throw reader.damaged("kind " + kind + ", which this program does not read");
    };
  }

  /** Where the frame that begins at {@code offset} ends, by its own lengths. */
  public static int end(byte[] bytes, int offset) {
    var reader = new ByteReader(bytes, offset, bytes.length, "frame");
    reader.skip(Integer.BYTES + 1);
    reader.getCount(Frame.EVENTS);
    reader.getCount(Decompressor.MAX_PLAIN);
    int uuidBytes = reader.getCount(MAX_EVENT) * EventKey.BYTES;
    reader.skip(reader.getCount(reader.remaining()));
    reader.skip(uuidBytes);
    return reader.position();
  }

  private static Frame verbatim(byte[] text, int count) {
    var reader = new ByteReader(text, "verbatim frame");
    byte[][] events = new byte[count][];
    @Nullable String[] accounts = new @Nullable String[count];
    for (int i = 0; i < count; i++) {
      int length = reader.getCount(MAX_EVENT);
      int account = reader.getCount(MAX_ACCOUNT);
      events[i] = reader.getBytes(length);
      accounts[i] = account == 0 ? null : new String(reader.getBytes(account), US_ASCII);
    }
    reader.expectEnd();
    return new Frame(events, accounts);
  }

  /** Undoes the substitution. */
  private static final class Restoring {
    private final byte[] text;
    private final ByteReader uuids;
    private final byte[] ids;
    private final ByteWriter event = new ByteWriter(4_096);
    private int at;

    Restoring(byte[] text, ByteReader uuids, byte[] ids) {
      this.text = text;
      this.uuids = uuids;
      this.ids = ids;
    }

    Frame frame(int count) {
      byte[][] events = new byte[count][];
      @Nullable String[] accounts = new @Nullable String[count];
      for (int i = 0; i < count; i++) {
        event.clear();
        accounts[i] = restore(i);
        events[i] = event.toByteArray();
      }
      uuids.expectEnd();
      if (at != text.length) {
        throw new DamagedException("frame: text behind its last event");
      }
      return new Frame(events, accounts);
    }

    private @Nullable String restore(int index) {
      int copied = at;
      while (true) {
        int b = at < text.length ? text[at] : -1;
        if (b >= ' ' || (b < 0 && at < text.length)) {
          at++;
          continue;
        }
        event.put(text, copied, at - copied);
        at++;
        copied = at;
        switch (b) {
          case FrameWriter.END -> {
            return null;
          }
          case FrameWriter.UUID -> uuid(uuids.getLong(), uuids.getLong());
          case FrameWriter.OWN_ID ->
              uuid(
                  BigEndian.getLong(ids, index * EventKey.BYTES),
                  BigEndian.getLong(ids, index * EventKey.BYTES + 8));
          case FrameWriter.ACCOUNT -> {
            return account();
          }
          default -> throw new DamagedException("frame: an event without an end");
        }
      }
    }

    private void uuid(long high, long low) {
      UuidText.put(event.reserve(EventKey.UUID_CHARS), event.size(), high, low);
      event.advance(EventKey.UUID_CHARS);
    }

    private String account() {
      int from = at;
      while (at < text.length && text[at] != FrameWriter.END) {
        at++;
      }
      if (at == text.length || at - from > MAX_ACCOUNT) {
        throw new DamagedException("frame: an account without an end");
      }
      return new String(Arrays.copyOfRange(text, from, at++), US_ASCII);
    }
  }
}

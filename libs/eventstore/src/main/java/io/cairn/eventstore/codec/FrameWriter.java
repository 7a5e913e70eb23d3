package io.cairn.eventstore.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/**
 * Writes frames; {@link FrameReader} documents the format. Not thread-safe.
 *
 * <p>UUIDs cost five bits a digit in compressed text and four as bytes, and the event's own id is
 * in the block already; so both leave the text, by bytes that JSON strings cannot hold.
 */
public final class FrameWriter {
  static final int SUBSTITUTED = 1;
  static final int VERBATIM = 2;
  static final int END = 0;
  static final int UUID = 1;
  static final int OWN_ID = 2;
  static final int ACCOUNT = 3;

  private final Compressor compressor;
  private final ByteWriter text = new ByteWriter(1 << 16);
  private final ByteWriter uuids = new ByteWriter(1 << 12);
  private final ByteWriter packed = new ByteWriter(1 << 14);

  /** A writer that compresses with {@code compressor}. */
  public FrameWriter(Compressor compressor) {
    this.compressor = compressor;
  }

  /** Appends one frame of 1 to 32 events. */
  public void write(List<Frame.Item> items, ByteWriter to) {
    int kind = fill(items);
    int start = to.size();
    to.putInt(0);
    to.put(kind);
    to.putVarint(items.size());
    to.putVarint(text.size());
    to.putVarint(uuids.size() / EventKey.BYTES);
    packed.clear();
    compressor.compress(text.array(), text.size(), packed);
    to.putVarint(packed.size());
    to.put(packed.array(), 0, packed.size());
    to.put(uuids.array(), 0, uuids.size());
    to.setInt(start, Checksum.of(to.array(), start + Integer.BYTES, to.size()));
  }

  /** The text a frame of these events compresses: what a dictionary is trained on. */
  public byte[] plainText(List<Frame.Item> items) {
    fill(items);
    return text.toByteArray();
  }

  private int fill(List<Frame.Item> items) {
    Frame.check(items);
    text.clear();
    uuids.clear();
    for (Frame.Item item : items) {
      if (!substitute(item)) {
        fillVerbatim(items);
        return VERBATIM;
      }
    }
    return SUBSTITUTED;
  }

  private void fillVerbatim(List<Frame.Item> items) {
    text.clear();
    uuids.clear();
    for (Frame.Item item : items) {
      byte[] account = item.account() == null ? new byte[0] : item.account().getBytes(US_ASCII);
      text.putVarint(item.bytes().length);
      text.putVarint(account.length);
      text.put(item.bytes());
      text.put(account);
    }
  }

  /** False, with the text left half written, when the event has a byte below 0x20. */
  private boolean substitute(Frame.Item item) {
    byte[] bytes = item.bytes();
    int copied = 0;
    int at = 0;
    while (true) {
      at = Dashes.next(bytes, at);
      if (at < 0) {
        return false;
      }
      if (at == bytes.length) {
        break;
      }
      int start = at - 8;
      if (start >= copied && UuidText.startsAt(bytes, start, bytes.length)) {
        text.put(bytes, copied, start - copied);
        substituteUuid(bytes, start, item.key());
        copied = start + EventKey.UUID_CHARS;
        at = copied;
      } else {
        at++;
      }
    }
    text.put(bytes, copied, bytes.length - copied);
    if (item.account() != null) {
      text.put(ACCOUNT);
      text.put(item.account().getBytes(US_ASCII));
    }
    text.put(END);
    return true;
  }

  private void substituteUuid(byte[] bytes, int at, EventKey own) {
    long high = UuidText.high(bytes, at);
    long low = UuidText.low(bytes, at);
    if (high == own.high() && low == own.low()) {
      text.put(OWN_ID);
    } else {
      text.put(UUID);
      uuids.putLong(high);
      uuids.putLong(low);
    }
  }
}

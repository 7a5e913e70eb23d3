package io.cairn.eventstore.codec;

import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote; throws {@link DamagedException} where the bytes end too
 * early or a number cannot be. Not thread-safe.
 */
public final class ByteReader {
  private final byte[] bytes;
  private final String what;
  private final int end;
  private int at;

  /** Reads a whole array; {@code what} names it in complaints. */
  public ByteReader(byte[] bytes, String what) {
    this(bytes, 0, bytes.length, what);
  }

  /** Reads from {@code from} to before {@code end}. */
  public ByteReader(byte[] bytes, int from, int end, String what) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.what = what;
  }

  /** Index in the array of what is read next. */
  public int position() {
    return at;
  }

  /** Bytes that are left. */
  public int remaining() {
    return end - at;
  }

  /** One byte, 0 to 255. */
  public int get() {
    need(1);
    return bytes[at++] & 0xff;
  }

  /** Four bytes, big end first. */
  public int getInt() {
    need(Integer.BYTES);
    int value = BigEndian.getInt(bytes, at);
    at += Integer.BYTES;
    return value;
  }

  /** Eight bytes, big end first. */
  public long getLong() {
    need(Long.BYTES);
    long value = BigEndian.getLong(bytes, at);
    at += Long.BYTES;
    return value;
  }

  /** A number of {@link ByteWriter#putVarint}. */
  public long getVarint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = get();
      value |= (b & 0x7fL) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw damaged("a number of more than ten bytes");
  }

  /** A varint from 0 to {@code max}. */
  public int getCount(int max) {
    long value = getVarint();
    if (value < 0 || value > max) {
      throw damaged("the number " + value + " where at most " + max + " can be");
    }
    return (int) value;
  }

  /** A number of {@link ByteWriter#putZigzag}. */
  public long getZigzag() {
    long value = getVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A copy of the next bytes. */
  public byte[] getBytes(int length) {
    need(length);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** Passes over bytes. */
  public void skip(int length) {
    need(length);
    at += length;
  }

  /** Complains unless everything was read. */
  public void expectEnd() {
    if (at != end) {
      throw damaged((end - at) + " bytes too many");
    }
  }

  /** Complains unless the next byte is the version this reader knows. */
  public void expectVersion(int version) {
    int found = get();
    if (found != version) {
      throw damaged("version " + found + ", which this program does not read (" + version + ")");
    }
  }

  /** Complains unless the next four bytes are the checksum of all that follow. */
  public void expectChecksum() {
    int expected = getInt();
    if (Checksum.of(bytes, at, end) != expected) {
      throw damaged("the checksum is wrong");
    }
  }

  /** The complaint that {@code problem} stands where the reader is. */
  public DamagedException damaged(String problem) {
    return new DamagedException(what + " at byte " + at + ": " + problem);
  }

  private void need(int length) {
    if (length < 0 || end - at < length) {
      throw damaged("it ends too early");
    }
  }
}

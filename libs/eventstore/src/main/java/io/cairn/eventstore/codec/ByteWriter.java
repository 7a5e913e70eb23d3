package io.cairn.eventstore.codec;

import java.util.Arrays;

/** A growing byte array with the store's number formats; not thread-safe. */
public final class ByteWriter {
  private byte[] bytes;
  private int size;

  /** An empty one with room for {@code capacity} bytes. */
  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  /** The array behind it, valid up to {@link #size()} and until the next write. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Forgets what was written and keeps the room. */
  public void clear() {
    size = 0;
  }

  /** Makes room for {@code more} bytes and gives the array to write them to at {@link #size()}. */
  public byte[] reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
    return bytes;
  }

  /** Counts bytes that were written to the reserved room. */
  public void advance(int written) {
    size += written;
  }

  /** One byte. */
  public void put(int value) {
    reserve(1)[size++] = (byte) value;
  }

  /** Some bytes. */
  public void put(byte[] source, int offset, int length) {
    System.arraycopy(source, offset, reserve(length), size, length);
    size += length;
  }

  /** All bytes. */
  public void put(byte[] source) {
    put(source, 0, source.length);
  }

  /** Four bytes, big end first. */
  public void putInt(int value) {
    BigEndian.putInt(reserve(Integer.BYTES), size, value);
    size += Integer.BYTES;
  }

  /** Eight bytes, big end first. */
  public void putLong(long value) {
    BigEndian.putLong(reserve(Long.BYTES), size, value);
    size += Long.BYTES;
  }

  /** An unsigned number in groups of seven bits, low first: one byte below 128, at most ten. */
  public void putVarint(long value) {
    byte[] to = reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      to[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[size++] = (byte) rest;
  }

  /** A signed number, small ones of either sign short. */
  public void putZigzag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  /** Overwrites four bytes written before. */
  public void setInt(int at, int value) {
    BigEndian.putInt(bytes, at, value);
  }
}

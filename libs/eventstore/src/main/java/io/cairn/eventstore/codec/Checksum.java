package io.cairn.eventstore.codec;

import java.util.zip.CRC32C;

/** CRC-32C, which tells damage of up to three bits for certain and any other but once in 2^32. */
public final class Checksum {
  private Checksum() {}

  /** Of the bytes from {@code from} to before {@code end}. */
  public static int of(byte[] bytes, int from, int end) {
    var crc = new CRC32C();
    crc.update(bytes, from, end - from);
    return (int) crc.getValue();
  }
}

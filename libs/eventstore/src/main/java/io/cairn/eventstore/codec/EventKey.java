package io.cairn.eventstore.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An event id in 128 bits: the number itself of a canonical UUID (lower case, 36 characters), so
 * that keys sort as the texts do; of any other text the first 128 bits of its SHA-256.
 *
 * @param high first eight bytes
 * @param low last eight bytes
 */
public record EventKey(long high, long low) implements Comparable<EventKey> {
  /** Length of a UUID's text. */
  public static final int UUID_CHARS = 36;

  /** Bytes of a key. */
  public static final int BYTES = 16;

  /** The greatest key. */
  public static final EventKey MAX = new EventKey(-1L, -1L);

  /** The key of an event id. */
  public static EventKey of(String eventId) {
    byte[] text = eventId.getBytes(UTF_8);
    if (UuidText.isCanonical(text, 0, text.length)) {
      return new EventKey(UuidText.high(text, 0), UuidText.low(text, 0));
    }
    byte[] digest = sha256(text);
    return new EventKey(BigEndian.getLong(digest, 0), BigEndian.getLong(digest, 8));
  }

  /** The key stored at {@code at}. */
  public static EventKey at(byte[] keys, int at) {
    return new EventKey(BigEndian.getLong(keys, at), BigEndian.getLong(keys, at + 8));
  }

  /** Writes the sixteen bytes at {@code at}. */
  public void putTo(byte[] keys, int at) {
    BigEndian.putLong(keys, at, high);
    BigEndian.putLong(keys, at + 8, low);
  }

  @Override
  public int compareTo(EventKey other) {
    return compare(high, low, other.high, other.low);
  }

  /** Compares two keys as unsigned numbers. */
  public static int compare(long high, long low, long otherHigh, long otherLow) {
    int first = Long.compareUnsigned(high, otherHigh);
    return first != 0 ? first : Long.compareUnsigned(low, otherLow);
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

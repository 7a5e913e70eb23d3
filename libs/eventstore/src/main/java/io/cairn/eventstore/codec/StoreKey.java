package io.cairn.eventstore.codec;

/**
 * The secret of one store and the hash made with it: SipHash-2-4 in 64 bits, so that nobody can
 * choose values that meet in one bucket without reading the database.
 *
 * @param k0 first half
 * @param k1 second half
 */
public record StoreKey(long k0, long k1) {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** Hash of one of an attribute's values. */
  public long hash(int attribute, byte[] value) {
    return hash(attribute, value, 0, value.length);
  }

  /** Hash of some bytes under the key of an attribute. */
  public long hash(int attribute, byte[] bytes, int offset, int length) {
    var state = new State(k0 ^ (attribute * SPREAD), k1);
    int words = length >>> 3;
    for (int i = 0; i < words; i++) {
      state.word(Long.reverseBytes(BigEndian.getLong(bytes, offset + i * 8)));
    }
    long last = (long) length << 56;
    int from = offset + (words << 3);
    for (int i = 0; i < (length & 7); i++) {
      last |= (bytes[from + i] & 0xffL) << (8 * i);
    }
    state.word(last);
    return state.finish();
  }

  /** The four words of SipHash. */
  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long k0, long k1) {
      v0 = k0 ^ 0x736f6d6570736575L;
      v1 = k1 ^ 0x646f72616e646f6dL;
      v2 = k0 ^ 0x6c7967656e657261L;
      v3 = k1 ^ 0x7465646279746573L;
    }

    void word(long m) {
      v3 ^= m;
      round();
      round();
      v0 ^= m;
    }

    long finish() {
      v2 ^= 0xff;
      for (int i = 0; i < 4; i++) {
        round();
      }
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}

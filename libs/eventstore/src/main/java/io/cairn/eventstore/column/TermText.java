package io.cairn.eventstore.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.eventstore.codec.ByteWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The form a value has in a column: its UTF-8; of more than {@link #MAX_BYTES} bytes the beginning
 * and its SHA-256. Equal values have equal forms and different values different ones: a lone
 * surrogate, which UTF-8 cannot hold, becomes three bytes of its own.
 */
public final class TermText {
  /** Longest form. */
  public static final int MAX_BYTES = 1_024;

  private static final int KEPT_BYTES = 256;

  private TermText() {}

  /** The form of a value. */
  public static byte[] of(String value) {
    byte[] bytes = hasLoneSurrogate(value) ? generalized(value) : value.getBytes(UTF_8);
    if (bytes.length <= MAX_BYTES) {
      return bytes;
    }
    var term = new ByteWriter(KEPT_BYTES + 80);
    term.put(bytes, 0, KEPT_BYTES);
    term.put(("...sha256:" + HexFormat.of().formatHex(sha256(bytes))).getBytes(UTF_8));
    return term.toByteArray();
  }

  /** A form to read; exact but for lone surrogates and long values. */
  public static String text(byte[] term) {
    return new String(term, UTF_8);
  }

  private static boolean hasLoneSurrogate(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        int point = value.codePointAt(i);
        if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static byte[] generalized(String value) {
    var out = new ByteWriter(value.length() * 3);
    value
        .codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                out.put(0xe0 | point >> 12);
                out.put(0x80 | (point >> 6 & 0x3f));
                out.put(0x80 | (point & 0x3f));
              } else {
                out.put(Character.toString(point).getBytes(UTF_8));
              }
            });
    return out.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

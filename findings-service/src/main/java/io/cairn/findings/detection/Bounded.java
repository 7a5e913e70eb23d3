package io.cairn.findings.detection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Text that callers of AWS wrote, in a form PostgreSQL keeps and indexes: bounded, without NUL.
 * Without it a request parameter of a hundred kilobytes would keep an event, and those beside it,
 * from being judged.
 */
final class Bounded {
  private static final int HASH_BYTES = 8;

  private Bounded() {}

  /** Text for reading: cut at its end. */
  static String text(String text, int max) {
    String shown = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    return shown.length() <= max ? shown : shown.substring(0, max - 1) + '…';
  }

  /** {@link #text}, or null. */
  static @Nullable String textOrNull(@Nullable String text, int max) {
    return text == null ? null : text(text, max);
  }

  /**
   * Text that tells things apart: what is changed carries a hash of the whole, so it still does.
   */
  static String id(String id, int max) {
    if (id.length() <= max && id.indexOf('\0') < 0) {
      return id;
    }
    String hash = '#' + HexFormat.of().formatHex(Arrays.copyOf(sha256(id), HASH_BYTES));
    return text(id, max - hash.length()) + hash;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}

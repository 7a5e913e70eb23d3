package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The form an attribute has in a column. PostgreSQL text has no NUL and an index entry at most
 * 2,704 bytes, so NUL becomes U+FFFD and a long value its beginning and its SHA-256: equal values
 * stay equal and others stay different.
 */
final class ColumnText {
  private static final int MAX_BYTES = 800;
  private static final int KEPT_CHARS = 200;

  private ColumnText() {}

  static @Nullable String ofNullable(@Nullable String value) {
    return value == null ? null : of(value);
  }

  static String of(String value) {
    String text = value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
    if (text.length() * 3 <= MAX_BYTES) {
      return text;
    }
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length <= MAX_BYTES) {
      return text;
    }
    return text.substring(0, KEPT_CHARS) + "...sha256:" + HexFormat.of().formatHex(sha256(bytes));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

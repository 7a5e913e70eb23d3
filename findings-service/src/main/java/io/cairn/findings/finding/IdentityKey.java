package io.cairn.findings.finding;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The key of a {@link FindingIdentity} with value semantics, ordered as PostgreSQL orders bytea.
 *
 * @param bytes SHA-256; never changed
 */
public record IdentityKey(byte[] bytes) implements Comparable<IdentityKey> {
  @Override
  public int compareTo(IdentityKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IdentityKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}

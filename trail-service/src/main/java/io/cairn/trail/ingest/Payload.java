package io.cairn.trail.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A body or file as it came.
 *
 * @param bytes the bytes, compressed or not; not copied, so not to be changed
 * @param mustBeGzip whether the sender says it is gzip; else the bytes themselves tell
 * @param lines whether the sender says it is NDJSON; else the bytes themselves tell
 * @param announced number of records that the sender says it holds, or null
 */
public record Payload(
    byte[] bytes, boolean mustBeGzip, boolean lines, @Nullable Integer announced) {
  /** A payload about which the bytes alone tell everything. */
  public static Payload ofFile(byte[] bytes) {
    return new Payload(bytes, false, false, null);
  }
}

package io.cairn.trail.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Looks at how a text begins before it is cut, so that what is no JSON at all is named for what it
 * is rather than for its first byte.
 */
final class SniffedFeed implements ByteFeed {
  private static final int LOOKED_AT = 8;

  private final ByteFeed feed;
  private boolean looked;

  SniffedFeed(ByteFeed feed) {
    this.feed = feed;
  }

  @Override
  public int read(byte[] buffer) throws MalformedInputException {
    int read = feed.read(buffer);
    if (!looked && read > 0) {
      looked = true;
      String what = describe(buffer, Math.min(read, LOOKED_AT));
      if (what != null) {
        throw new MalformedInputException(MalformedInputException.Code.UNKNOWN_FORMAT, 0, what);
      }
    }
    return read;
  }

  private static @Nullable String describe(byte[] b, int length) {
    if (begins(b, length, 'P', 'K', 3, 4)) {
      return "this is a zip archive; send each file in it by itself, plain or as gzip";
    }
    if (begins(b, length, 0x1f, 0x8b)) {
      return "this is gzip inside of gzip; compress it once";
    }
    if (begins(b, length, 0x28, 0xb5, 0x2f, 0xfd)) {
      return "this is zstd; send it plain or as gzip";
    }
    if (begins(b, length, 'B', 'Z', 'h') || begins(b, length, 0xfd, '7', 'z', 'X', 'Z')) {
      return "this is bzip2 or xz; send it plain or as gzip";
    }
    if (begins(b, length, 'P', 'A', 'R', '1')) {
      return "this is a Parquet file; export the events as JSON";
    }
    boolean mark = begins(b, length, 0xff, 0xfe) || begins(b, length, 0xfe, 0xff);
    if (mark || (length >= 2 && (b[0] == 0 || b[1] == 0))) {
      return "this is UTF-16 or UTF-32; send it as UTF-8";
    }
    return null;
  }

  private static boolean begins(byte[] bytes, int length, int... start) {
    if (length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }
}

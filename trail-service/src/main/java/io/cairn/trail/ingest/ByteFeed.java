package io.cairn.trail.ingest;

/** Bytes of a body, one piece after the other. */
interface ByteFeed {
  /**
   * Fills a buffer; returns the number of bytes, at least one, or -1 at the end.
   *
   * @throws MalformedInputException if the bytes cannot be had within the bounds
   */
  int read(byte[] buffer) throws MalformedInputException;

  /** The bytes as they are, or inflated where they begin as gzip does. */
  static ByteFeed open(byte[] body, boolean mustBeGzip, IngestConfig bounds)
      throws MalformedInputException {
    if (GzipFeed.isGzip(body)) {
      return new GzipFeed(body, bounds);
    }
    if (mustBeGzip) {
      throw new MalformedInputException(
          MalformedInputException.Code.GZIP_DAMAGED,
          0,
          "the body is said to be gzip and does not begin as gzip does");
    }
    return new PlainFeed(body);
  }
}

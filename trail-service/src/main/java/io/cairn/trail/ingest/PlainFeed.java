package io.cairn.trail.ingest;

/** A body that is not compressed. */
final class PlainFeed implements ByteFeed {
  private final byte[] body;
  private int at;

  PlainFeed(byte[] body) {
    this.body = body;
  }

  @Override
  public int read(byte[] buffer) {
    if (at == body.length) {
      return -1;
    }
    int length = Math.min(buffer.length, body.length - at);
    System.arraycopy(body, at, buffer, 0, length);
    at += length;
    return length;
  }
}

package io.cairn.config.importing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Input that ends with an error when it grows beyond a bound: what keeps a gzip bomb harmless. */
final class BoundedInput extends FilterInputStream {
  private final long max;
  private long read;

  BoundedInput(InputStream in, long max) {
    super(in);
    this.max = max;
  }

  /** The body is larger than allowed. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long max) {
      super(
          "the body holds more than %d bytes after decompression; send it in parts".formatted(max));
    }
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    count(Math.max(n, 0));
    return n;
  }

  private void count(int n) throws IOException {
    read += n;
    if (read > max) {
      throw new TooLargeException(max);
    }
  }
}

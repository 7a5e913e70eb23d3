package io.cairn.trail.ingest;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952), one member or several, within bounds of size and ratio. Checks each
 * member's checksum and length, and takes nothing behind the last one; {@link
 * java.util.zip.GZIPInputStream} would pass over what follows in silence.
 */
final class GzipFeed implements ByteFeed {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final long FREE = 1 << 20;

  private final byte[] body;
  private final IngestConfig bounds;
  private final CRC32 crc = new CRC32();
  private Inflater inflater = new Inflater(true);
  private int at;
  private boolean inMember;
  private long memberBytes;
  private long total;

  GzipFeed(byte[] body, IngestConfig bounds) {
    this.body = body;
    this.bounds = bounds;
  }

  static boolean isGzip(byte[] body) {
    return body.length >= 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
  }

  @Override
  public int read(byte[] buffer) throws MalformedInputException {
    while (true) {
      if (!inMember) {
        if (at == body.length) {
          inflater.end();
          return -1;
        }
        openMember();
      }
      int length = inflate(buffer);
      if (length > 0) {
        return length;
      }
    }
  }

  private int inflate(byte[] buffer) throws MalformedInputException {
    try {
      int length = inflater.inflate(buffer);
      if (length > 0) {
        account(buffer, length);
      }
      if (inflater.finished()) {
        closeMember();
      } else if (length == 0) {
        throw damaged(MalformedInputException.Code.TRUNCATED, "the gzip data ends too early");
      }
      return length;
    } catch (DataFormatException e) {
      throw damaged(
          MalformedInputException.Code.GZIP_DAMAGED,
          "the gzip data is damaged (" + e.getMessage() + ")");
    }
  }

  private void account(byte[] buffer, int length) throws MalformedInputException {
    crc.update(buffer, 0, length);
    memberBytes += length;
    total += length;
    if (total > bounds.maxInflatedBytes()) {
      inflater.end();
      throw new MalformedInputException(
          MalformedInputException.Code.GZIP_BOMB,
          total,
          "the gzip data inflates to more than " + bounds.maxInflatedBytes() + " bytes");
    }
    if (total > FREE && total / bounds.maxRatio() > body.length) {
      inflater.end();
      throw new MalformedInputException(
          MalformedInputException.Code.GZIP_BOMB,
          total,
          "the gzip data inflates to more than " + bounds.maxRatio() + " times its size");
    }
  }

  private void openMember() throws MalformedInputException {
    int start = at;
    if (body.length - at < HEADER || body[at] != 0x1f || body[at + 1] != (byte) 0x8b) {
      throw damaged(
          start == 0
              ? MalformedInputException.Code.TRUNCATED
              : MalformedInputException.Code.GZIP_DAMAGED,
          start == 0
              ? "the gzip header ends too early"
              : "there is something behind the gzip data");
    }
    int flags = body[at + 3];
    at += HEADER;
    if ((flags & FLAG_EXTRA) != 0) {
      require(2);
      int extra = (body[at] & 0xff) | (body[at + 1] & 0xff) << 8;
      at += 2;
      require(extra);
      at += extra;
    }
    skipText(flags & FLAG_NAME);
    skipText(flags & FLAG_COMMENT);
    if ((flags & FLAG_CRC) != 0) {
      require(2);
      at += 2;
    }
    inflater.reset();
    inflater.setInput(body, at, body.length - at);
    crc.reset();
    memberBytes = 0;
    inMember = true;
  }

  private void skipText(int flag) throws MalformedInputException {
    while (flag != 0) {
      require(1);
      if (body[at++] == 0) {
        return;
      }
    }
  }

  private void closeMember() throws MalformedInputException {
    at = body.length - inflater.getRemaining();
    require(TRAILER);
    if (little(at) != crc.getValue() || little(at + 4) != (memberBytes & 0xffffffffL)) {
      throw damaged(
          MalformedInputException.Code.GZIP_DAMAGED, "the gzip checksum or length is wrong");
    }
    at += TRAILER;
    inMember = false;
  }

  private long little(int index) {
    return (body[index] & 0xffL)
        | (body[index + 1] & 0xffL) << 8
        | (body[index + 2] & 0xffL) << 16
        | (body[index + 3] & 0xffL) << 24;
  }

  private void require(int bytes) throws MalformedInputException {
    if (body.length - at < bytes) {
      throw damaged(MalformedInputException.Code.TRUNCATED, "the gzip data ends too early");
    }
  }

  private MalformedInputException damaged(MalformedInputException.Code code, String what) {
    int read = inMember ? body.length - inflater.getRemaining() : at;
    inflater.end();
    return new MalformedInputException(code, read, what);
  }
}

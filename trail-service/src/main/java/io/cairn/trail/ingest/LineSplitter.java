package io.cairn.trail.ingest;

/**
 * Cuts a body that its sender says is NDJSON: a record is a line, whatever it holds, so a broken
 * one costs nothing but itself.
 */
final class LineSplitter {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final RecordBuffer buffer;
  private boolean blank = true;
  private long offset;

  private LineSplitter(RecordSplitter.Sink sink, int maxRecords) {
    this.buffer = new RecordBuffer(sink, maxRecords);
  }

  static void split(ByteFeed feed, int maxRecords, RecordSplitter.Sink sink)
      throws MalformedInputException {
    var splitter = new LineSplitter(sink, maxRecords);
    byte[] bytes = new byte[64 * 1024];
    for (int read = feed.read(bytes); read >= 0; read = feed.read(bytes)) {
      for (int i = 0; i < read; i++) {
        splitter.take(bytes[i]);
        splitter.offset++;
      }
    }
    splitter.endOfLine();
    if (splitter.buffer.records() == 0) {
      throw new MalformedInputException(
          MalformedInputException.Code.EMPTY, splitter.offset, "the body holds no records");
    }
  }

  private void take(byte b) throws MalformedInputException {
    if (b == '\n') {
      endOfLine();
    } else if (offset >= BYTE_ORDER_MARK.length || b != BYTE_ORDER_MARK[(int) offset]) {
      blank &= b == ' ' || b == '\t' || b == '\r';
      buffer.add(b);
    }
  }

  private void endOfLine() throws MalformedInputException {
    if (blank) {
      buffer.clear();
    } else {
      buffer.trimLineEnd();
      buffer.emit(offset);
    }
    blank = true;
  }
}

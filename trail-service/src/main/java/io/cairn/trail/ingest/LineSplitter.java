package io.cairn.trail.ingest;

import io.cairn.eventstore.EventScanner;
import java.util.Arrays;

/**
 * Cuts a body that its sender says is NDJSON: a record is a line, whatever it holds, so a broken
 * one costs nothing but itself.
 */
final class LineSplitter {
  private final RecordSplitter.Sink sink;
  private final int maxRecords;
  private byte[] line = new byte[4_096];
  private int kept;
  private long length;
  private boolean blank = true;
  private long offset;
  private long records;

  private LineSplitter(RecordSplitter.Sink sink, int maxRecords) {
    this.sink = sink;
    this.maxRecords = maxRecords;
  }

  static void split(ByteFeed feed, int maxRecords, RecordSplitter.Sink sink)
      throws MalformedInputException {
    var splitter = new LineSplitter(sink, maxRecords);
    byte[] buffer = new byte[64 * 1024];
    for (int read = feed.read(buffer); read >= 0; read = feed.read(buffer)) {
      for (int i = 0; i < read; i++) {
        splitter.take(buffer[i]);
      }
    }
    splitter.endOfLine();
    if (splitter.records == 0) {
      throw new MalformedInputException(
          MalformedInputException.Code.EMPTY, splitter.offset, "the body holds no records");
    }
  }

  private void take(byte b) throws MalformedInputException {
    offset++;
    if (b == '\n') {
      endOfLine();
      return;
    }
    blank &= b == ' ' || b == '\t' || b == '\r';
    length++;
    if (length <= EventScanner.MAX_RECORD_BYTES) {
      if (kept == line.length) {
        line = Arrays.copyOf(line, Math.min(2 * kept, EventScanner.MAX_RECORD_BYTES));
      }
      line[kept++] = b;
    }
  }

  private void endOfLine() throws MalformedInputException {
    if (!blank) {
      if (++records > maxRecords) {
        throw new MalformedInputException(
            MalformedInputException.Code.TOO_MANY_RECORDS,
            offset,
            "the body holds more than " + maxRecords + " records");
      }
      if (length > EventScanner.MAX_RECORD_BYTES) {
        sink.tooLarge(Arrays.copyOf(line, RecordSplitter.KEPT_OF_TOO_LARGE), length);
      } else {
        int end = line[kept - 1] == '\r' ? kept - 1 : kept;
        sink.record(Arrays.copyOf(line, end));
      }
    }
    kept = 0;
    length = 0;
    blank = true;
  }
}

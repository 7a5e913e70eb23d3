package io.cairn.trail.ingest;

import io.cairn.eventstore.EventScanner;
import java.util.Arrays;

/** Gathers the bytes of one record after the other, within the bounds of a record and of a body. */
final class RecordBuffer {
  /** Bytes kept of a record that is too long. */
  static final int KEPT_OF_TOO_LARGE = 64 * 1024;

  private final RecordSplitter.Sink sink;
  private final int maxRecords;
  private byte[] bytes = new byte[4_096];
  private int kept;
  private long length;
  private long records;

  RecordBuffer(RecordSplitter.Sink sink, int maxRecords) {
    this.sink = sink;
    this.maxRecords = maxRecords;
  }

  /** Number of records given to the sink. */
  long records() {
    return records;
  }

  void clear() {
    kept = 0;
    length = 0;
  }

  void add(byte b) {
    length++;
    if (length > EventScanner.MAX_RECORD_BYTES) {
      return;
    }
    if (kept == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(2 * kept, EventScanner.MAX_RECORD_BYTES));
    }
    bytes[kept++] = b;
  }

  /** Takes a carriage return away that ends a line. */
  void trimLineEnd() {
    if (kept == length && kept > 0 && bytes[kept - 1] == '\r') {
      kept--;
      length--;
    }
  }

  /** Gives the record to the sink; {@code offset} is where the body stands. */
  void emit(long offset) throws MalformedInputException {
    if (++records > maxRecords) {
      throw new MalformedInputException(
          MalformedInputException.Code.TOO_MANY_RECORDS,
          offset,
          "the body holds more than " + maxRecords + " records");
    }
    if (length > EventScanner.MAX_RECORD_BYTES) {
      sink.tooLarge(Arrays.copyOf(bytes, KEPT_OF_TOO_LARGE), length);
    } else {
      sink.record(Arrays.copyOf(bytes, kept));
    }
    clear();
  }
}

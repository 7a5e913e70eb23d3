package io.cairn.trail.ingest;

import io.cairn.eventstore.EventScanner;
import java.util.Arrays;

/**
 * Cuts a body into the bytes of its records without holding it: {@code {"Records":[...]}}, single
 * records, and records one after the other (NDJSON), in any white space and any mixture. Only
 * strings and brackets are understood here; what is between them is judged record by record later,
 * so that one bad record does not spoil its neighbours.
 */
final class RecordSplitter {
  private static final byte[] RECORDS = {'R', 'e', 'c', 'o', 'r', 'd', 's'};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Bytes kept of a record that is too long. */
  static final int KEPT_OF_TOO_LARGE = 64 * 1024;

  /** Takes the records. */
  interface Sink {
    /** A record; the array is the sink's own. */
    void record(byte[] bytes) throws MalformedInputException;

    /** A record of {@code length} bytes that is too long; {@code beginning} is what was kept. */
    void tooLarge(byte[] beginning, long length) throws MalformedInputException;
  }

  private enum Place {
    /** Between top-level values. */
    TOP,
    /** Inside a top-level object that may be a record or an envelope. */
    OBJECT,
    /** Between the elements of {@code Records}. */
    LIST,
    /** Inside an element that is an object. */
    ELEMENT,
    /** Inside an element that is no object. */
    SCALAR,
    /** Behind the list, inside the envelope. */
    TAIL
  }

  private enum Name {
    EXPECTED,
    READING,
    READ,
    VALUE
  }

  private final Sink sink;
  private final int maxRecords;
  private Place place = Place.TOP;
  private Name name = Name.EXPECTED;
  private boolean inString;
  private boolean escaped;
  private int depth;
  private int nameMatch;
  private boolean nameIsRecords;
  private byte[] record = new byte[4_096];
  private int kept;
  private long length;
  private long offset;
  private long records;
  private boolean sawValue;
  private boolean listNeedsComma;

  RecordSplitter(Sink sink, int maxRecords) {
    this.sink = sink;
    this.maxRecords = maxRecords;
  }

  /** Splits a whole body. */
  static void split(ByteFeed feed, int maxRecords, Sink sink) throws MalformedInputException {
    var splitter = new RecordSplitter(sink, maxRecords);
    byte[] buffer = new byte[64 * 1024];
    for (int read = feed.read(buffer); read >= 0; read = feed.read(buffer)) {
      for (int i = 0; i < read; i++) {
        splitter.take(buffer[i]);
        splitter.offset++;
      }
    }
    splitter.finish();
  }

  private void take(byte b) throws MalformedInputException {
    switch (place) {
      case TOP -> top(b);
      case OBJECT -> object(b);
      case LIST -> list(b);
      case ELEMENT -> element(b);
      case SCALAR -> scalar(b);
      case TAIL -> tail(b);
    }
  }

  private void finish() throws MalformedInputException {
    if (place != Place.TOP) {
      throw new MalformedInputException(
          MalformedInputException.Code.TRUNCATED,
          offset,
          inString
              ? "the body ends inside a string"
              : place == Place.LIST
                  ? "the body ends inside the list of Records"
                  : "the body ends inside an object");
    }
    if (!sawValue) {
      throw new MalformedInputException(
          MalformedInputException.Code.EMPTY, offset, "the body holds no records");
    }
  }

  private void top(byte b) throws MalformedInputException {
    if (b == '{') {
      sawValue = true;
      place = Place.OBJECT;
      name = Name.EXPECTED;
      begin(b);
    } else if (!isWhite(b) && !(offset < 3 && b == BYTE_ORDER_MARK[(int) offset])) {
      throw new MalformedInputException(
          MalformedInputException.Code.NOT_RECORDS,
          offset,
          "expected {\"Records\":[...]}, a record, or records one a line");
    }
  }

  private void object(byte b) throws MalformedInputException {
    keep(b);
    if (inString) {
      string(b);
      if (name == Name.READING) {
        readName(b);
      }
      return;
    }
    if (depth == 1 && !isWhite(b)) {
      if (name == Name.READ && b == ':') {
        name = Name.VALUE;
        return;
      }
      if (name == Name.VALUE && nameIsRecords && b == '[') {
        openList();
        return;
      }
      if (name == Name.VALUE) {
        nameIsRecords = false;
      }
      if (b == ',') {
        name = Name.EXPECTED;
      }
    }
    if (b == '"') {
      inString = true;
      if (depth == 1 && name == Name.EXPECTED) {
        name = Name.READING;
        nameMatch = 0;
      }
    } else if (nests(b)) {
      emit(Place.TOP);
    }
  }

  /** Follows a name of the top level to see whether it is {@code Records}. */
  private void readName(byte b) {
    if (!inString) {
      nameIsRecords = nameMatch == RECORDS.length;
      name = Name.READ;
    } else {
      nameMatch =
          nameMatch >= 0 && nameMatch < RECORDS.length && RECORDS[nameMatch] == b
              ? nameMatch + 1
              : -1;
    }
  }

  private void openList() {
    place = Place.LIST;
    nameIsRecords = false;
    listNeedsComma = false;
    depth = 0;
    kept = 0;
    length = 0;
  }

  private void list(byte b) throws MalformedInputException {
    if (isWhite(b)) {
      return;
    }
    if (b == ']') {
      place = Place.TAIL;
      depth = 1;
    } else if (b == ',' && listNeedsComma) {
      listNeedsComma = false;
    } else if (listNeedsComma || b == ',') {
      throw new MalformedInputException(
          MalformedInputException.Code.NOT_RECORDS,
          offset,
          "expected " + (listNeedsComma ? "',' or ']'" : "a record") + " in the list of Records");
    } else if (b == '{' || b == '[') {
      place = Place.ELEMENT;
      begin(b);
    } else {
      place = Place.SCALAR;
      begin(b);
      depth = 0;
      inString = b == '"';
    }
  }

  private void element(byte b) throws MalformedInputException {
    keep(b);
    if (inString) {
      string(b);
    } else if (b == '"') {
      inString = true;
    } else if (nests(b)) {
      listNeedsComma = true;
      emit(Place.LIST);
    }
  }

  private void scalar(byte b) throws MalformedInputException {
    if (!inString && (b == ',' || b == ']')) {
      listNeedsComma = true;
      emit(Place.LIST);
      list(b);
      return;
    }
    keep(b);
    if (inString) {
      string(b);
    } else if (b == '"') {
      inString = true;
    }
  }

  private void tail(byte b) {
    if (inString) {
      string(b);
    } else if (b == '"') {
      inString = true;
    } else if (nests(b)) {
      place = Place.TOP;
    }
  }

  private void string(byte b) {
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
    }
  }

  /** Follows brackets; true when the outermost one closes. */
  private boolean nests(byte b) {
    if (b == '{' || b == '[') {
      depth++;
    } else if (b == '}' || b == ']') {
      depth--;
      return depth == 0;
    }
    return false;
  }

  private void begin(byte b) {
    depth = 1;
    kept = 0;
    length = 0;
    inString = false;
    escaped = false;
    keep(b);
  }

  private void keep(byte b) {
    length++;
    if (length > EventScanner.MAX_RECORD_BYTES) {
      return;
    }
    if (kept == record.length) {
      record = Arrays.copyOf(record, Math.min(2 * kept, EventScanner.MAX_RECORD_BYTES));
    }
    record[kept++] = b;
  }

  private void emit(Place next) throws MalformedInputException {
    place = next;
    if (++records > maxRecords) {
      throw new MalformedInputException(
          MalformedInputException.Code.TOO_MANY_RECORDS,
          offset,
          "the body holds more than " + maxRecords + " records");
    }
    if (length > EventScanner.MAX_RECORD_BYTES) {
      sink.tooLarge(Arrays.copyOf(record, KEPT_OF_TOO_LARGE), length);
    } else {
      sink.record(Arrays.copyOf(record, kept));
    }
  }

  private static boolean isWhite(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}

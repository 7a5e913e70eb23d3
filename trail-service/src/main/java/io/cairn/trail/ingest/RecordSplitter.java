package io.cairn.trail.ingest;

/**
 * Cuts a body into the bytes of its records without holding it: {@code {"Records":[...]}} and the
 * other lists of {@link ListName}, single records, and records one after the other (NDJSON), in any
 * white space and any mixture. Only strings and brackets are understood here; what is between them
 * is judged record by record later, so that one bad record does not spoil its neighbours.
 */
final class RecordSplitter {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

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

  private final RecordBuffer buffer;
  private final ListName listName = new ListName();
  private Place place = Place.TOP;
  private Name name = Name.EXPECTED;
  private final Brackets brackets = new Brackets();
  private boolean nameIsList;
  private long offset;
  private boolean sawValue;
  private boolean listNeedsComma;

  RecordSplitter(Sink sink, int maxRecords) {
    this.buffer = new RecordBuffer(sink, maxRecords);
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
          brackets.inString()
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
    buffer.add(b);
    boolean wasInString = brackets.inString();
    boolean outermost = brackets.depth() == 1;
    if (!wasInString && outermost && !isWhite(b) && opensList(b)) {
      return;
    }
    boolean closed = brackets.closes(b);
    if (wasInString) {
      if (name == Name.READING) {
        readName(b);
      }
    } else if (b == '"' && outermost && name == Name.EXPECTED) {
      name = Name.READING;
      listName.begin();
    } else if (closed) {
      emit(Place.TOP);
    }
  }

  /** Follows what stands between the members of the outermost object. */
  private boolean opensList(byte b) {
    if (name == Name.READ && b == ':') {
      name = Name.VALUE;
      return false;
    }
    if (name == Name.VALUE && nameIsList && b == '[') {
      openList();
      return true;
    }
    if (name == Name.VALUE) {
      nameIsList = false;
    }
    if (b == ',') {
      name = Name.EXPECTED;
    }
    return false;
  }

  private void readName(byte b) {
    if (brackets.inString()) {
      listName.add(b);
    } else {
      nameIsList = listName.matches();
      name = Name.READ;
    }
  }

  private void openList() {
    place = Place.LIST;
    nameIsList = false;
    listNeedsComma = false;
    brackets.begin(0);
    buffer.clear();
  }

  private void list(byte b) throws MalformedInputException {
    if (isWhite(b)) {
      return;
    }
    if (b == ']') {
      place = Place.TAIL;
      brackets.begin(1);
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
      buffer.clear();
      buffer.add(b);
      brackets.begin(0);
      brackets.closes(b);
    }
  }

  private void element(byte b) throws MalformedInputException {
    buffer.add(b);
    if (brackets.closes(b)) {
      listNeedsComma = true;
      emit(Place.LIST);
    }
  }

  private void scalar(byte b) throws MalformedInputException {
    if (!brackets.inString() && (b == ',' || b == ']')) {
      listNeedsComma = true;
      emit(Place.LIST);
      list(b);
      return;
    }
    buffer.add(b);
    brackets.closes(b);
  }

  private void tail(byte b) {
    if (brackets.closes(b)) {
      place = Place.TOP;
    }
  }

  private void begin(byte b) {
    brackets.begin(1);
    buffer.clear();
    buffer.add(b);
  }

  private void emit(Place next) throws MalformedInputException {
    place = next;
    buffer.emit(offset);
  }

  private static boolean isWhite(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}

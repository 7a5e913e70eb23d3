package io.cairn.eventstore.column;

import io.cairn.eventstore.codec.ByteReader;
import io.cairn.eventstore.codec.ByteWriter;
import java.util.Arrays;

/**
 * A column in bytes, before compression:
 *
 * <pre>
 * varint  number of terms; then for each: varint bytes shared with the one before, varint length
 *         of the rest, the rest
 * byte    1 or 2: bytes of a code
 * bytes   the low bytes of all codes; then, when there are two, all high bytes
 * varint  number of extra pairs; then for each: varint event, as difference to the one before;
 *         varint code
 * </pre>
 */
public final class ColumnCodec {
  private static final int MAX_EXTRAS = 1 << 24;

  private ColumnCodec() {}

  /** Appends a column. */
  public static void write(Column column, ByteWriter to) {
    writeTerms(column.terms(), to);
    writeCodes(column, to);
    int[] events = column.extraEvents();
    to.putVarint(events.length);
    int before = 0;
    for (int i = 0; i < events.length; i++) {
      to.putVarint(events[i] - before);
      to.putVarint(column.extraCodes()[i]);
      before = events[i];
    }
  }

  private static void writeTerms(byte[][] terms, ByteWriter to) {
    to.putVarint(terms.length);
    byte[] before = {};
    for (byte[] term : terms) {
      int shared = sharedPrefix(before, term);
      to.putVarint(shared);
      to.putVarint(term.length - shared);
      to.put(term, shared, term.length - shared);
      before = term;
    }
  }

  private static int sharedPrefix(byte[] before, byte[] term) {
    int mismatch = Arrays.mismatch(before, term);
    return mismatch < 0 ? term.length : mismatch;
  }

  private static void writeCodes(Column column, ByteWriter to) {
    if (column.codes() instanceof Codes.Narrow narrow) {
      to.put(1);
      to.put(narrow.bytes());
      return;
    }
    to.put(2);
    for (int i = 0; i < column.size(); i++) {
      to.put(column.codeOf(i));
    }
    for (int i = 0; i < column.size(); i++) {
      to.put(column.codeOf(i) >>> 8);
    }
  }

  /** Reads a column of {@code size} events. */
  public static Column read(ByteReader from, int size) {
    byte[][] terms = readTerms(from);
    Codes codes = readCodes(from, size, terms.length);
    int extras = from.getCount(Math.min(MAX_EXTRAS, from.remaining() / 2));
    int[] events = new int[extras];
    char[] extraCodes = new char[extras];
    int before = 0;
    for (int i = 0; i < extras; i++) {
      before += from.getCount(size);
      if (before >= size) {
        throw from.damaged("an event " + before + " of " + size);
      }
      events[i] = before;
      extraCodes[i] = (char) from.getCount(terms.length);
    }
    return new Column(terms, codes, events, extraCodes);
  }

  private static byte[][] readTerms(ByteReader from) {
    int count = from.getCount(Math.min(Column.MAX_TERMS, from.remaining() / 2));
    byte[][] terms = new byte[count][];
    byte[] before = {};
    for (int i = 0; i < count; i++) {
      int shared = from.getCount(before.length);
      int rest = from.getCount(TermText.MAX_BYTES);
      byte[] term = Arrays.copyOf(before, shared + rest);
      System.arraycopy(from.getBytes(rest), 0, term, shared, rest);
      terms[i] = term;
      before = term;
    }
    return terms;
  }

  private static Codes readCodes(ByteReader from, int size, int greatest) {
    int width = from.get();
    if (width == 1) {
      byte[] narrow = from.getBytes(size);
      for (byte b : narrow) {
        if ((b & 0xff) > greatest) {
          throw from.damaged("a code without a term");
        }
      }
      return new Codes.Narrow(narrow);
    }
    if (width != 2) {
      throw from.damaged("codes of " + width + " bytes");
    }
    byte[] low = from.getBytes(size);
    byte[] high = from.getBytes(size);
    char[] wide = new char[size];
    for (int i = 0; i < size; i++) {
      wide[i] = (char) ((low[i] & 0xff) | (high[i] & 0xff) << 8);
      if (wide[i] > greatest) {
        throw from.damaged("a code without a term");
      }
    }
    return new Codes.Wide(wide);
  }
}

package io.cairn.cli.trail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the records out of a file that is too large for one request, byte for byte as they stand
 * there: the elements of {@code Records}, of a bare array, or the objects of NDJSON.
 */
public final class RecordSlices implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final Kept kept;
  private final JsonParser parser;
  private boolean insideList;

  /** Reads from a stream that it does not close the source of. */
  public RecordSlices(InputStream in) throws IOException {
    this.kept = new Kept(in);
    this.parser = JSON.createParser(kept);
  }

  /** The next record, or null at the end; a damaged file throws where it is damaged. */
  public byte @Nullable [] next() throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_ARRAY && !insideList) {
        insideList = true;
      } else if (token == JsonToken.END_ARRAY) {
        insideList = false;
      } else if (token == JsonToken.START_OBJECT) {
        long start = parser.currentTokenLocation().getByteOffset();
        if (insideList || !isEnvelope()) {
          return slice(start);
        }
      } else if (parser.currentName() != null && token.isStructStart()) {
        parser.skipChildren();
      }
    }
    return null;
  }

  // {"Records":[…]} and nothing else holds records; any other object is one.
  private boolean isEnvelope() throws IOException {
    return parser.nextToken() == JsonToken.FIELD_NAME && "Records".equals(parser.currentName());
  }

  private byte[] slice(long start) throws IOException {
    int depth = 1;
    JsonToken token = parser.currentToken();
    if (token == JsonToken.END_OBJECT) {
      depth = 0;
    }
    while (depth > 0) {
      token = parser.nextToken();
      if (token == null) {
        throw new IOException("the file ends within a record");
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return kept.take(start, parser.currentLocation().getByteOffset());
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** Remembers what was read since the last record. */
  private static final class Kept extends FilterInputStream {
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long base;

    Kept(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        bytes.write(value);
      }
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        bytes.write(buffer, offset, count);
      }
      return count;
    }

    byte[] take(long start, long end) {
      byte[] all = bytes.toByteArray();
      byte[] slice = Arrays.copyOfRange(all, (int) (start - base), (int) (end - base));
      bytes = new ByteArrayOutputStream(Math.max(1 << 16, all.length));
      bytes.write(all, (int) (end - base), all.length - (int) (end - base));
      base = end;
      return slice;
    }
  }
}

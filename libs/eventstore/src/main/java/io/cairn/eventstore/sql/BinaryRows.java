package io.cairn.eventstore.sql;

import io.cairn.eventstore.codec.ByteWriter;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows sent by {@code COPY ... WITH (FORMAT binary)}. Closing without {@link #finish} cancels the
 * copy and with it the transaction; not thread-safe.
 */
public final class BinaryRows implements AutoCloseable {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int FLUSH = 1 << 18;

  /** Days from 1970, where ours begin, to 2000, where PostgreSQL's do. */
  private static final int POSTGRES_EPOCH_DAY = 10_957;

  private final CopyIn copy;
  private final ByteWriter buffer = new ByteWriter(FLUSH + (1 << 16));

  /** Begins to copy into {@code target}: a table and its columns in parentheses. */
  public BinaryRows(Connection connection, String target) throws SQLException {
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + target + " from stdin with (format binary)");
    buffer.put(HEADER);
  }

  /** Begins a row. */
  public BinaryRows row(int columns) throws SQLException {
    if (buffer.size() > FLUSH) {
      flush();
    }
    int2(columns);
    return this;
  }

  private void int2(int value) {
    buffer.put(value >>> 8);
    buffer.put(value);
  }

  /** A smallint. */
  public BinaryRows smallint(int value) {
    buffer.putInt(2);
    int2(value);
    return this;
  }

  /** An integer. */
  public BinaryRows integer(int value) {
    buffer.putInt(4);
    buffer.putInt(value);
    return this;
  }

  /** A bigint. */
  public BinaryRows bigint(long value) {
    buffer.putInt(8);
    buffer.putLong(value);
    return this;
  }

  /** A date, in days since 1970. */
  public BinaryRows date(int day) {
    return integer(day - POSTGRES_EPOCH_DAY);
  }

  /** A bytea. */
  public BinaryRows bytes(byte[] value) {
    buffer.putInt(value.length);
    buffer.put(value);
    return this;
  }

  /** Null. */
  public BinaryRows absent() {
    buffer.putInt(-1);
    return this;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.size());
    buffer.clear();
  }

  /** Sends the rest and gives the number of rows. */
  public long finish() throws SQLException {
    int2(-1);
    flush();
    return copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}

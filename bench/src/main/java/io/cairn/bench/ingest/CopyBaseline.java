package io.cairn.bench.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * PostgreSQL's own best at the same work: a binary COPY of the rows that were just stored into an
 * empty twin table.
 */
final class CopyBaseline implements AutoCloseable {
  private final Connection connection;
  private long rows;

  CopyBaseline(Connection connection) {
    this.connection = connection;
  }

  /** Seconds from the first byte to the commit. */
  double run() throws SQLException, IOException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    var bytes = new ByteArrayOutputStream(1 << 24);
    copy.copyOut("COPY (SELECT * FROM event) TO STDOUT (FORMAT binary)", bytes);
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS bench_copy");
      statement.execute("CREATE TABLE bench_copy (LIKE event INCLUDING ALL)");
    }
    long begin = System.nanoTime();
    rows =
        copy.copyIn(
            "COPY bench_copy FROM STDIN (FORMAT binary)",
            new ByteArrayInputStream(bytes.toByteArray()),
            1 << 16);
    return (System.nanoTime() - begin) / 1e9;
  }

  long rows() {
    return rows;
  }

  @Override
  public void close() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS bench_copy");
    }
    connection.close();
  }
}

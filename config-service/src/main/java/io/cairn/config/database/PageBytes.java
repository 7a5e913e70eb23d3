package io.cairn.config.database;

import java.util.Collection;

/**
 * Bounds a page by what its messages weigh together, beside the number of its rows: a thousand
 * items of a megabyte each would not fit into the process.
 */
public final class PageBytes {
  /** A page is cut after the row with which its messages reach this. */
  public static final int MOST = 8 * 1024 * 1024;

  private PageBytes() {}

  /**
   * Cuts the rows of an ordered query, after one at least; their order stays.
   *
   * @param ordered a query with a column {@code message}
   */
  public static Sql cut(Sql ordered) {
    return Sql.of(
            "SELECT * FROM (SELECT q.*, sum(octet_length(q.message)) OVER (ROWS UNBOUNDED PRECEDING)"
                + " - octet_length(q.message) AS bytes_before FROM (")
        .add(ordered)
        .add(") q) b WHERE bytes_before < ?", MOST);
  }

  /** Whether a page of these messages may have been cut. */
  public static boolean isFull(Collection<byte[]> messages) {
    return messages.stream().mapToLong(message -> message.length).sum() >= MOST;
  }
}

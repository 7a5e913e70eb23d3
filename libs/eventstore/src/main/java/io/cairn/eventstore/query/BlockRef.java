package io.cairn.eventstore.query;

/**
 * Where a block is, and its frames in it.
 *
 * @param id its id
 * @param day UTC day, in days since 1970: its partition
 * @param count number of events
 * @param frameStarts where frames begin in the payload, and where the last one ends
 */
public record BlockRef(long id, int day, int count, int[] frameStarts) {
  @Override
  public boolean equals(Object other) {
    return other instanceof BlockRef that && that.id == id;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }
}

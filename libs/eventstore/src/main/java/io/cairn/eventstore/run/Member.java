package io.cairn.eventstore.run;

import io.cairn.eventstore.block.BlockIndex;

/**
 * A block that becomes part of a run.
 *
 * @param id its id
 * @param index its index
 * @param keys its keys
 */
public record Member(long id, BlockIndex index, byte[] keys) implements Comparable<Member> {
  @Override
  public int compareTo(Member other) {
    int order = Long.compare(index.times()[0], other.index.times()[0]);
    return order != 0 ? order : Long.compare(id, other.id);
  }
}

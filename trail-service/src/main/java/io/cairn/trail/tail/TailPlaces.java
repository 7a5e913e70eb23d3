package io.cairn.trail.tail;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Where a tail goes on in each partition. */
final class TailPlaces {
  /**
   * A place in a partition.
   *
   * @param offset of the record
   * @param index of the event in it
   */
  record Place(long offset, int index) {}

  private final Map<Integer, Place> places = new TreeMap<>();

  /** Reads {@link #toString}. Throws {@link IllegalArgumentException} for anything else. */
  static TailPlaces parse(String text) {
    var all = new TailPlaces();
    for (String one : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] parts = one.split("[:.]", -1);
      if (parts.length != 3) {
        throw new IllegalArgumentException("not a place of a tail: " + one);
      }
      all.put(
          Integer.parseInt(parts[0]),
          new Place(Long.parseLong(parts[1]), Integer.parseInt(parts[2])));
    }
    return all;
  }

  void put(int partition, Place place) {
    places.put(partition, place);
  }

  /** The place in a partition; one that was added later is read from its beginning. */
  Place of(int partition) {
    return places.getOrDefault(partition, new Place(0, 0));
  }

  @Override
  public String toString() {
    var text = new StringJoiner(",");
    places.forEach((partition, at) -> text.add(partition + ":" + at.offset() + "." + at.index()));
    return text.toString();
  }
}

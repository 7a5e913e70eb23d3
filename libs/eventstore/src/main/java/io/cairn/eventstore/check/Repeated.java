package io.cairn.eventstore.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.StoreKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Finds events that are there more than once, by a keyed hash of their identity; 8 bytes each. */
final class Repeated {
  private final StoreKey key;
  private long[] hashes = new long[1_024];
  private int size;
  private final Set<Long> repeated = new HashSet<>();

  Repeated(StoreKey key) {
    this.key = key;
  }

  void add(Incoming event) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = hash(event);
  }

  /** Whether any is. */
  boolean sort() {
    Arrays.sort(hashes, 0, size);
    for (int i = 1; i < size; i++) {
      if (hashes[i] == hashes[i - 1]) {
        repeated.add(hashes[i]);
      }
    }
    return !repeated.isEmpty();
  }

  boolean isRepeated(Incoming event) {
    return repeated.contains(hash(event));
  }

  private long hash(Incoming event) {
    String identity =
        event.time() + " " + event.event().accountId() + " " + event.event().event().eventId();
    return key.hash(0, identity.getBytes(UTF_8));
  }
}

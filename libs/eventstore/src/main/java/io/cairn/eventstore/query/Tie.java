package io.cairn.eventstore.query;

import io.cairn.eventstore.codec.EventKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matches of several blocks with the same time: the keys give their order. */
record Tie(List<Source.Matches> tied, long time) {
  private record Entry(Source.Matches matches, int event, EventKey key) {}

  void take(int room, @Nullable Place after, List<Candidate> batch) {
    List<Entry> entries = new ArrayList<>();
    for (Source.Matches matches : tied) {
      collect(matches, room, after, entries);
    }
    entries.sort(Comparator.comparing(Entry::key).reversed());
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (i >= room && !entry.key().equals(entries.get(i - 1).key())) {
        return;
      }
      batch.add(new Candidate(entry.matches().block(), entry.event()));
      entry.matches().take(entry.event());
    }
  }

  private void collect(
      Source.Matches matches, int room, @Nullable Place after, List<Entry> entries) {
    BlockKeys keys = matches.keys();
    if (keys == null) {
      throw new IllegalStateException("keys are read before a tie is broken");
    }
    int added = 0;
    for (int event = matches.next();
        event >= 0 && matches.time(event) == time && added <= room;
        event = matches.behind(event)) {
      EventKey key = keys.key(event);
      if (after != null && key.compareTo(after.key()) > 0) {
        matches.take(event);
      } else {
        entries.add(new Entry(matches, event, key));
        added++;
      }
    }
  }
}

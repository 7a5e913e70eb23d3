package io.cairn.eventstore.query;

import io.cairn.eventstore.HiddenPart;
import io.cairn.eventstore.codec.DamagedException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Collects what an answer had to leave out; the first {@link #MAX} parts, each once. */
public final class DamageLog {
  private static final int MAX = 100;

  private final List<HiddenPart> hidden = new ArrayList<>();

  /** Notes that a part is left out. */
  public void hide(int day, long block, DamagedException why) {
    var part = new HiddenPart(LocalDate.ofEpochDay(day), block, String.valueOf(why.getMessage()));
    if (hidden.size() < MAX && !hidden.contains(part)) {
      hidden.add(part);
    }
  }

  /** What was left out. */
  public List<HiddenPart> hidden() {
    return List.copyOf(hidden);
  }
}

package io.cairn.eventstore.query;

import io.cairn.eventstore.FoundPage;
import io.cairn.eventstore.Position;
import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.StoredEvent;
import io.cairn.eventstore.Window;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.codec.Frame;
import io.cairn.eventstore.codec.StoreKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers a page: candidates in order, their bytes, the predicate decided on them. */
final class Finder {
  private static final int FIRST_SCAN = 64;
  private static final int MOST_SCANNED = 1_024;

  private final StoreReader reader;
  private final DamageLog damage = new DamageLog();
  private final Predicate predicate;
  private final Condition.Prepared prepared;
  private final Search search;
  private final @Nullable Place after;
  private final List<Hit> hits = new ArrayList<>();
  private @Nullable Place examinedTo;
  private long examined;

  Finder(
      StoreReader reader,
      Catalogue catalogue,
      StoreKey key,
      Predicate predicate,
      Window window,
      @Nullable Place after) {
    this.reader = reader;
    this.predicate = predicate;
    this.after = after;
    this.prepared = Condition.Prepared.of(predicate, key);
    this.search = new Search(reader, catalogue, prepared, Range.of(window, after), damage);
  }

  private record Hit(Place place, StoredEvent event) {}

  /** The page; {@code limit} at least 1. */
  FoundPage page(int limit, Duration timeLimit) throws SQLException {
    long deadline = System.nanoTime() + timeLimit.toNanos();
    Long start = search.newestLeft();
    int scan = FIRST_SCAN;
    boolean timedOut = false;
    while (hits.size() <= limit && search.newestLeft() != null) {
      int want = prepared.needsBytes() ? scan : limit + 1 - hits.size();
      scan = Math.min(scan * 2, MOST_SCANNED);
      check(search.next(want, () -> isLate(deadline) && movedOn(start)));
      if (hits.size() <= limit && isLate(deadline) && movedOn(start)) {
        timedOut = search.newestLeft() != null;
        break;
      }
    }
    return page(limit, timedOut);
  }

  private FoundPage page(int limit, boolean timedOut) {
    String token = null;
    if (hits.size() > limit) {
      token = hits.get(limit - 1).place().token();
    } else if (timedOut) {
      token = whereItStands().token();
    }
    List<StoredEvent> events = hits.stream().limit(limit).map(Hit::event).toList();
    boolean scanned = prepared.needsBytes() || timedOut;
    return new FoundPage(
        events,
        token,
        scanned,
        timedOut && hits.size() <= limit,
        scanned ? examined : events.size(),
        damage.hidden());
  }

  private static boolean isLate(long deadline) {
    return System.nanoTime() - deadline >= 0;
  }

  /** Whether a token made now goes on behind the start: each page must. */
  private boolean movedOn(@Nullable Long start) {
    Long left = search.newestLeft();
    return examinedTo != null || left == null || start == null || left < start;
  }

  private Place whereItStands() {
    Long left = search.newestLeft();
    Place last = examinedTo;
    if (left == null) {
      throw new IllegalStateException("nothing is left to go on with");
    }
    return last != null && last.time() <= left ? last : Place.beforeAllOf(left);
  }

  private void check(List<Candidate> batch) throws SQLException {
    Set<FrameSource.Wanted> wanted = new LinkedHashSet<>();
    for (Candidate candidate : batch) {
      wanted.add(frameOf(candidate));
    }
    Map<FrameSource.Wanted, Frame> frames = new FrameSource(reader, damage).fetch(wanted);
    int from = hits.size();
    for (Candidate candidate : batch) {
      Frame frame = frames.get(frameOf(candidate));
      if (frame != null) {
        check(candidate, frame);
      }
    }
    // Only events with the same time and id, of several accounts, can change places here.
    hits.subList(from, hits.size()).sort(Comparator.comparing(Hit::place).reversed());
  }

  private static FrameSource.Wanted frameOf(Candidate candidate) {
    return new FrameSource.Wanted(candidate.block(), candidate.event() / Frame.EVENTS);
  }

  private void check(Candidate candidate, Frame frame) {
    int number = candidate.event() % Frame.EVENTS;
    byte[] bytes = frame.events()[number];
    if (!(reader.scratch().scanner().scan(bytes) instanceof ScannedEvent event)) {
      damage.hide(
          candidate.block().day(),
          candidate.block().id(),
          new DamagedException("event " + candidate.event() + " does not scan"));
      return;
    }
    String given = frame.accounts()[number];
    String account = given != null ? given : String.valueOf(event.recordAccountId());
    long time = ChronoUnit.MICROS.between(Instant.EPOCH, event.eventTime());
    var place = new Place(time, EventKey.of(event.eventId()), account);
    if (after != null && place.compareTo(after) >= 0) {
      return;
    }
    examined++;
    if (examinedTo == null || place.compareTo(examinedTo) < 0) {
      examinedTo = place;
    }
    if (reader.scratch().matcher().matches(predicate, event, account, bytes)) {
      var position = new Position(event.eventTime(), event.eventId(), account);
      hits.add(new Hit(place, new StoredEvent(position, bytes)));
    }
  }
}

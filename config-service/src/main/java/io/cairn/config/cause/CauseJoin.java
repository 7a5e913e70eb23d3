package io.cairn.config.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Works out the cause of an item from looks and events; a pure function, so late and disordered
 * events need no repair.
 *
 * <p>Times: an event's is that of completion, cut to the second, so it happened within {@code [t, t
 * + 1 s)}; looks are exact to the millisecond. The causes of an item are the events from the look
 * before it to its own look. An event of the very second of the look before lies on either side of
 * it: it belongs to the earlier item if it is that item's only cause, to both if that item has
 * several. If there is no such event, one that completed shortly before the look before, and that
 * no item shows, is taken: the API was slow to show it. If there is none either, one that completed
 * shortly after the item's own look, once a later look found nothing more.
 */
final class CauseJoin {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Duration slack;
  private final Duration lateness;

  CauseJoin(Duration slack, Duration lateness) {
    this.slack = slack;
    this.lateness = lateness;
  }

  /**
   * The cause of one item.
   *
   * @param item the item; its {@code since} is known
   * @param all the items around it, oldest first, itself included
   * @param lastLook the resource's latest look
   * @param events write events that touched the resource, each once
   */
  Cause of(Sighting item, List<Sighting> all, Instant lastLook, List<TouchingEvent> events) {
    Instant since = item.since();
    if (since == null) {
      throw new IllegalArgumentException("the first item of a resource has no look before it");
    }
    List<TouchingEvent> causes = pick(events, e -> isWithin(e, item));
    boolean shared = false;
    for (TouchingEvent event : events) {
      if (isOnEdge(event, since)) {
        @Nullable Sighting owner = owner(event, item, all);
        if (owner == null) {
          causes.add(event);
        } else if (pick(events, e -> isWithin(e, owner)).size() > 1) {
          causes.add(event);
          shared = true;
        }
      }
    }
    if (causes.isEmpty()) {
      causes =
          pick(
              events,
              e ->
                  e.eventTime().isAfter(since.minus(slack))
                      && e.eventTime().isBefore(since)
                      && owner(e, item, all) == null);
    }
    if (causes.isEmpty()) {
      causes = pick(events, e -> isLate(e, item, all, lastLook));
    }
    return cause(causes, shared);
  }

  static Cause cause(List<TouchingEvent> causes, boolean shared) {
    List<TouchingEvent> ordered =
        causes.stream()
            .distinct()
            .sorted(
                Comparator.comparing(TouchingEvent::eventTime)
                    .thenComparing(TouchingEvent::eventId))
            .toList();
    if (ordered.isEmpty()) {
      return new Cause(Cause.Status.UNKNOWN, List.of());
    }
    boolean sure = ordered.size() == 1 && !shared && ordered.getFirst().exact();
    return new Cause(sure ? Cause.Status.KNOWN : Cause.Status.AMBIGUOUS, ordered);
  }

  private static List<TouchingEvent> pick(
      List<TouchingEvent> events, Predicate<TouchingEvent> wanted) {
    List<TouchingEvent> picked = new ArrayList<>();
    events.stream().filter(wanted).forEach(picked::add);
    return picked;
  }

  private static boolean isWithin(TouchingEvent event, Sighting item) {
    Instant since = item.since();
    return since != null
        && !event.eventTime().isBefore(since)
        && !event.eventTime().isAfter(item.at());
  }

  private static boolean isOnEdge(TouchingEvent event, Instant since) {
    return event.eventTime().isBefore(since) && event.eventTime().plus(SECOND).isAfter(since);
  }

  /**
   * The other item that the event lies within, if there is one. A resource's first item owns none:
   * what made the resource known was its creation, and that is no change of it.
   */
  private static @Nullable Sighting owner(TouchingEvent event, Sighting item, List<Sighting> all) {
    for (Sighting other : all) {
      if (other.stateId() != item.stateId() && other.since() != null && isWithin(event, other)) {
        return other;
      }
    }
    return null;
  }

  private boolean isLate(TouchingEvent event, Sighting item, List<Sighting> all, Instant lastLook) {
    Instant time = event.eventTime();
    return time.isAfter(item.at())
        && !time.isAfter(item.at().plus(lateness))
        && lastLook.isAfter(time)
        && owner(event, item, all) == null;
  }
}

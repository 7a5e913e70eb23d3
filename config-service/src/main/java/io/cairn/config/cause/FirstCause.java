package io.cairn.config.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cause of a resource's first item: only a call that creates such a resource can be one. Write
 * calls between it and the look are named with it; without it the cause is unknown, or none where
 * the resource was there before anything was recorded.
 */
final class FirstCause {
  private static final List<String> CREATING =
      List.of(
          "create",
          "run",
          "allocate",
          "import",
          "copy",
          "restore",
          "request",
          "register",
          "launch",
          "upload",
          "provision",
          "purchase");

  private final Duration slack;
  private final Duration window;

  FirstCause(Duration slack, Duration window) {
    this.slack = slack;
    this.window = window;
  }

  /** Before this, no event can have created the resource. */
  Instant earliest(Instant at, @Nullable Instant createdAt) {
    return createdAt == null ? at.minus(window) : createdAt.minus(slack);
  }

  /**
   * The cause of a first item.
   *
   * @param at its look
   * @param createdAt when AWS says the resource was created, where it says so
   * @param recordingSince when the account and region were first recorded
   */
  Cause of(
      String resourceType,
      Instant at,
      @Nullable Instant createdAt,
      Instant recordingSince,
      List<TouchingEvent> events) {
    List<TouchingEvent> candidates =
        events.stream()
            .filter(e -> !e.eventTime().isAfter(at))
            .filter(e -> e.eventTime().isAfter(earliest(at, createdAt)))
            .toList();
    Optional<Instant> created =
        candidates.stream()
            .filter(e -> isCreating(e, resourceType, createdAt))
            .map(TouchingEvent::eventTime)
            .max(Instant::compareTo);
    if (created.isPresent()) {
      return CauseJoin.cause(
          candidates.stream().filter(e -> !e.eventTime().isBefore(created.get())).toList(), false);
    }
    boolean older = createdAt != null && createdAt.isBefore(recordingSince);
    return new Cause(older ? Cause.Status.NONE : Cause.Status.UNKNOWN, List.of());
  }

  private boolean isCreating(
      TouchingEvent event, String resourceType, @Nullable Instant createdAt) {
    String name = event.eventName().toLowerCase(Locale.ROOT);
    if (CREATING.stream().noneMatch(name::startsWith)) {
      return false;
    }
    String type =
        resourceType.substring(resourceType.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
    boolean atCreation =
        createdAt != null
            && Duration.between(createdAt, event.eventTime()).abs().compareTo(slack) <= 0;
    return atCreation || name.contains(type);
  }
}

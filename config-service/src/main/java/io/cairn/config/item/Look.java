package io.cairn.config.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.ItemRecorder.Outcome;
import io.cairn.contracts.ResourceKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A look at one resource, being compared with where the resource stands: pure, and in two steps,
 * because the last item is read only where it is needed.
 */
final class Look {
  private final ObservedResource seen;
  private final Instant at;
  private final ObjectNode message;
  private final byte[] fingerprint;
  private final @Nullable CurrentResource before;

  /**
   * Begins the comparison.
   *
   * @param before where the resource stands; null if it was never recorded
   */
  Look(ObservedResource seen, @Nullable CurrentResource before) {
    this.seen = seen;
    this.before = before;
    this.at = seen.observedAt().truncatedTo(ChronoUnit.MILLIS);
    this.message = MessageForm.of(seen);
    this.fingerprint = Canonical.fingerprint(message, seen.volatilePaths());
  }

  ResourceKey key() {
    return seen.key();
  }

  /** Where the resource stands, if it takes its last item to decide. */
  @Nullable CurrentResource needsItemOf() {
    if (before == null || before.status().isDeleted() || isOld(before)) {
      return null;
    }
    boolean plain = seen.staleParts().isEmpty() && before.unknownParts().isEmpty();
    boolean equal = plain && Arrays.equals(before.fingerprint(), fingerprint);
    return equal && before.status().isRecorded() ? null : before;
  }

  private boolean isOld(CurrentResource than) {
    return at.isBefore(than.observedAt());
  }

  /**
   * Ends the comparison.
   *
   * @param last the last item; null unless it was asked for
   */
  LookOutcome compare(@Nullable ObjectNode last) {
    if (before != null && isOld(before)) {
      return new LookOutcome.Ignored();
    }
    if (before == null || before.status().isDeleted()) {
      CurrentResource after = after(null, before, ItemStatus.DISCOVERED, fingerprint);
      return LookOutcome.News.of(Outcome.DISCOVERED, before, after, message);
    }
    return compare(before, last);
  }

  private LookOutcome compare(CurrentResource was, @Nullable ObjectNode last) {
    byte[] print = fingerprint;
    if (last != null && !seen.staleParts().isEmpty()) {
      StaleParts.keep(message, last, seen.staleParts());
      print = Canonical.fingerprint(message, seen.volatilePaths());
    }
    CurrentResource after = after(was, was, ItemStatus.OK, print);
    if (was.status().isRecorded() && isSame(was, last, print)) {
      CurrentResource still = withItemOf(was, after);
      boolean otherParts = !still.unknownParts().equals(was.unknownParts());
      return new LookOutcome.Same(still, otherParts ? last : null);
    }
    return LookOutcome.News.of(Outcome.CHANGED, was, after, message);
  }

  private boolean isSame(CurrentResource was, @Nullable ObjectNode last, byte[] print) {
    return Arrays.equals(was.fingerprint(), print)
        || (last != null
            && Canonical.text(last, seen.volatilePaths())
                .equals(Canonical.text(message, seen.volatilePaths())));
  }

  /** Where the resource stands if this look is news. */
  private CurrentResource after(
      @Nullable CurrentResource existing,
      @Nullable CurrentResource last,
      ItemStatus status,
      byte[] print) {
    Instant settledAt = seen.staleParts().isEmpty() || existing == null ? at : existing.settledAt();
    return new CurrentResource(
        seen.key(),
        seen.resourceName(),
        seen.arn(),
        status,
        at,
        nextStateId(last, at),
        at,
        settledAt,
        print,
        seen.staleParts(),
        StaleParts.unknown(seen.staleParts(), existing == null ? null : existing.unknownParts()));
  }

  /** The look found nothing new: the last item stays, what is known of the look is taken over. */
  private static CurrentResource withItemOf(CurrentResource before, CurrentResource after) {
    return new CurrentResource(
        before.key(),
        before.resourceName(),
        before.arn(),
        before.status(),
        before.captureTime(),
        before.stateId(),
        after.observedAt(),
        after.settledAt(),
        after.fingerprint(),
        after.staleParts(),
        after.unknownParts());
  }

  static long nextStateId(@Nullable CurrentResource before, Instant at) {
    return Math.max(at.toEpochMilli(), before == null ? 0 : before.stateId() + 1);
  }
}

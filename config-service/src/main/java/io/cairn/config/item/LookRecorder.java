package io.cairn.config.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Records what collectors see. Each call is one transaction under the resource's lock: item,
 * current row, edges, verdicts and the event that tells of them commit together or not at all.
 */
@ApplicationScoped
class LookRecorder implements ItemRecorder {
  private final ResourceLocks locks;
  private final ResourceStore resources;
  private final ItemStore items;
  private final CurrentItems currentItems;
  private final ItemJson json;

  LookRecorder(
      ResourceLocks locks,
      ResourceStore resources,
      ItemStore items,
      CurrentItems currentItems,
      ItemJson json) {
    this.locks = locks;
    this.resources = resources;
    this.items = items;
    this.currentItems = currentItems;
    this.json = json;
  }

  @Override
  @Transactional
  public Outcome record(ObservedResource seen) {
    locks.lock(seen.key());
    Optional<CurrentResource> before = resources.find(seen.key());
    Instant at = seen.observedAt().truncatedTo(ChronoUnit.MILLIS);
    if (before.isPresent() && at.isBefore(before.get().observedAt())) {
      return Outcome.IGNORED;
    }
    ObjectNode message = MessageForm.of(seen);
    if (before.isEmpty() || before.get().status().isDeleted()) {
      add(before, message, after(before, seen, message, at, ItemStatus.DISCOVERED));
      return Outcome.DISCOVERED;
    }
    return compare(before.get(), seen, message, at);
  }

  private Outcome compare(
      CurrentResource before, ObservedResource seen, ObjectNode message, Instant at) {
    if (!seen.staleParts().isEmpty()) {
      StaleParts.keep(message, last(before), seen.staleParts());
    }
    CurrentResource after = after(Optional.of(before), seen, message, at, ItemStatus.OK);
    if (before.status().isRecorded() && isSame(before, after, seen, message)) {
      CurrentResource still = withItemOf(before, after);
      resources.touch(still);
      if (!still.unknownParts().equals(before.unknownParts())) {
        currentItems.tell(still, json.write(last(before)));
      }
      return Outcome.UNCHANGED;
    }
    add(Optional.of(before), message, after);
    return Outcome.CHANGED;
  }

  private boolean isSame(
      CurrentResource before, CurrentResource after, ObservedResource seen, ObjectNode message) {
    return Arrays.equals(before.fingerprint(), after.fingerprint())
        || Canonical.text(last(before), seen.volatilePaths())
            .equals(Canonical.text(message, seen.volatilePaths()));
  }

  private ObjectNode last(CurrentResource current) {
    return items
        .at(current.key(), new ItemStore.Place(current.captureTime(), current.stateId()))
        .map(json::read)
        .orElseThrow(
            () ->
                new IllegalStateException("the current item of " + current.key() + " is missing"));
  }

  /** Where the resource stands if this look is news. */
  private static CurrentResource after(
      Optional<CurrentResource> before,
      ObservedResource seen,
      ObjectNode message,
      Instant at,
      ItemStatus status) {
    Optional<CurrentResource> existing = before.filter(b -> !b.status().isDeleted());
    boolean settled = seen.staleParts().isEmpty() || existing.isEmpty();
    return new CurrentResource(
        seen.key(),
        seen.resourceName(),
        seen.arn(),
        status,
        at,
        nextStateId(before, at),
        at,
        settled ? at : existing.get().settledAt(),
        Canonical.fingerprint(message, seen.volatilePaths()),
        seen.staleParts(),
        StaleParts.unknown(
            seen.staleParts(), existing.map(CurrentResource::unknownParts).orElse(null)));
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

  private static long nextStateId(Optional<CurrentResource> before, Instant at) {
    return Math.max(at.toEpochMilli(), before.map(b -> b.stateId() + 1).orElse(0L));
  }

  private void add(Optional<CurrentResource> before, ObjectNode message, CurrentResource after) {
    MessageForm.complete(message, after.captureTime(), after.stateId(), after.status());
    byte[] bytes = json.write(message);
    boolean added =
        items.insert(
            new ConfigurationItem(
                after.key(),
                after.captureTime(),
                after.stateId(),
                after.status(),
                Origin.LOOK,
                before.map(CurrentResource::settledAt).orElse(null),
                bytes));
    if (!added) {
      throw new IllegalStateException(
          "an item of " + after.key() + " with state id " + after.stateId() + " is there already");
    }
    currentItems.become(after, message, bytes);
  }

  @Override
  @Transactional
  public Outcome recordDeleted(ResourceKey key, Instant observedAt) {
    locks.lock(key);
    Instant at = observedAt.truncatedTo(ChronoUnit.MILLIS);
    Optional<CurrentResource> before = resources.find(key);
    if (before.isEmpty()
        || before.get().status().isDeleted()
        || at.isBefore(before.get().observedAt())) {
      return Outcome.IGNORED;
    }
    CurrentResource was = before.get();
    add(
        before,
        MessageForm.deleted(key, last(was)),
        new CurrentResource(
            key,
            was.resourceName(),
            was.arn(),
            ItemStatus.DELETED,
            at,
            nextStateId(before, at),
            at,
            at,
            null,
            Set.of(),
            Set.of()));
    return Outcome.DELETED;
  }

  @Override
  @Transactional
  public Set<String> existingIds(AccountId account, String region, String resourceType) {
    return resources.existingIds(account, region, resourceType);
  }
}

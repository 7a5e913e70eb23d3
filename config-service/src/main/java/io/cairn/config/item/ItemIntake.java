package io.cairn.config.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.CurrentItems.NewItem;
import io.cairn.contracts.ResourceKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes in items that something else recorded. An item that is there already is left alone; one
 * older than the current item goes to its place in the history and changes nothing else.
 */
@ApplicationScoped
public class ItemIntake {
  private static final Comparator<TakenItem> IN_LOCK_ORDER =
      Comparator.comparing(TakenItem::key, ResourceLocks.IN_ORDER)
          .thenComparing(TakenItem::captureTime)
          .thenComparingLong(TakenItem::stateId);

  private final ResourceLocks locks;
  private final ResourceStore resources;
  private final ItemStore items;
  private final CurrentItems currentItems;

  ItemIntake(
      ResourceLocks locks, ResourceStore resources, ItemStore items, CurrentItems currentItems) {
    this.locks = locks;
    this.resources = resources;
    this.items = items;
    this.currentItems = currentItems;
  }

  /**
   * An item as it came, already checked and in message form.
   *
   * @param message its message form, complete
   * @param bytes the same as UTF-8 JSON
   */
  public record TakenItem(
      ResourceKey key,
      Instant captureTime,
      long stateId,
      ItemStatus status,
      ObjectNode message,
      byte[] bytes) {}

  /** Takes in items in one transaction; gives how many of them were new. */
  @Transactional
  public int take(Collection<TakenItem> taken) {
    List<TakenItem> ordered = taken.stream().sorted(IN_LOCK_ORDER).toList();
    int added = 0;
    for (TakenItem item : ordered) {
      locks.lock(item.key());
      if (take(item)) {
        added++;
      }
    }
    return added;
  }

  private boolean take(TakenItem item) {
    if (!items.insert(
        new ConfigurationItem(
            item.key(),
            item.captureTime(),
            item.stateId(),
            item.status(),
            Origin.INTAKE,
            null,
            item.bytes()))) {
      return false;
    }
    Optional<CurrentResource> before = resources.find(item.key());
    if (before.isPresent() && isOlder(item, before.get())) {
      resources.knownSince(item.key(), item.captureTime());
    } else {
      currentItems.become(List.of(new NewItem(current(item), item.message(), item.bytes())));
    }
    return true;
  }

  private static boolean isOlder(TakenItem item, CurrentResource current) {
    int order = item.captureTime().compareTo(current.captureTime());
    return order < 0 || (order == 0 && item.stateId() < current.stateId());
  }

  private static CurrentResource current(TakenItem item) {
    return new CurrentResource(
        item.key(),
        MessageForm.text(item.message(), MessageForm.NAME),
        MessageForm.text(item.message(), MessageForm.ARN),
        item.status(),
        item.captureTime(),
        item.stateId(),
        item.captureTime(),
        item.captureTime(),
        null,
        Set.of(),
        Set.of());
  }
}

package io.cairn.config.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.CurrentItems.NewItem;
import io.cairn.config.item.ItemListener.Change;
import io.cairn.config.item.ItemRecorder.Outcome;
import io.cairn.config.item.LookOutcome.News;
import io.cairn.config.item.LookOutcome.Same;
import io.cairn.contracts.ResourceKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes what looks come to, with a fixed number of statements whatever their number. Methods join
 * the caller's transaction, but for {@link #writeNow}.
 */
@ApplicationScoped
class LookWriter {
  private final ResourceLocks locks;
  private final ResourceStore resources;
  private final ItemStore items;
  private final CurrentItems currentItems;
  private final ItemJson json;

  LookWriter(
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

  /** As {@link #write}, in a transaction of its own. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Outcome> writeNow(List<ObservedResource> seen) {
    return write(seen);
  }

  /** Records resources that differ; their outcomes in the same order. */
  List<Outcome> write(List<ObservedResource> seen) {
    List<ResourceKey> keys = seen.stream().map(ObservedResource::key).toList();
    locks.lock(keys);
    Map<ResourceKey, CurrentResource> before = resources.find(keys);
    List<Look> looks = seen.stream().map(s -> new Look(s, before.get(s.key()))).toList();
    List<CurrentResource> needed =
        looks.stream().map(Look::needsItemOf).filter(Objects::nonNull).toList();
    Map<ResourceKey, ConfigurationItem> last = items.of(needed);
    needed.forEach(current -> requireItem(last, current.key()));
    List<LookOutcome> outcomes =
        looks.stream()
            .map(
                look -> {
                  ConfigurationItem item = last.get(look.key());
                  return look.compare(item == null ? null : json.read(item));
                })
            .toList();
    store(outcomes);
    return outcomes.stream().map(LookOutcome::outcome).toList();
  }

  Outcome writeDeleted(ResourceKey key, Instant observedAt) {
    locks.lock(key);
    Instant at = observedAt.truncatedTo(ChronoUnit.MILLIS);
    CurrentResource was = resources.find(key).orElse(null);
    if (was == null || was.status().isDeleted() || at.isBefore(was.observedAt())) {
      return Outcome.IGNORED;
    }
    ObjectNode last = json.read(requireItem(items.of(List.of(was)), key));
    store(List.of(News.deleted(was, last, at)));
    return Outcome.DELETED;
  }

  private static ConfigurationItem requireItem(
      Map<ResourceKey, ConfigurationItem> found, ResourceKey key) {
    ConfigurationItem item = found.get(key);
    if (item == null) {
      throw new IllegalStateException("the current item of " + key + " is missing");
    }
    return item;
  }

  private void store(List<LookOutcome> outcomes) {
    List<CurrentResource> touched = new ArrayList<>();
    List<Change> otherParts = new ArrayList<>();
    List<News> news = new ArrayList<>();
    for (LookOutcome outcome : outcomes) {
      switch (outcome) {
        case LookOutcome.Ignored _ -> {}
        case Same same -> {
          touched.add(same.still());
          if (same.last() != null) {
            otherParts.add(new Change(same.still(), json.write(same.last())));
          }
        }
        case News item -> news.add(item);
      }
    }
    resources.touch(touched);
    currentItems.tell(otherParts);
    add(news);
  }

  private void add(List<News> news) {
    if (news.isEmpty()) {
      return;
    }
    List<NewItem> added =
        news.stream()
            .map(n -> new NewItem(n.current(), n.message(), json.write(n.message())))
            .toList();
    List<ConfigurationItem> rows = new ArrayList<>();
    for (int i = 0; i < added.size(); i++) {
      rows.add(row(added.get(i), news.get(i)));
    }
    int[] inserted = items.insert(rows);
    for (int i = 0; i < inserted.length; i++) {
      if (inserted[i] != 1) {
        throw new IllegalStateException(
            "an item of %s with state id %d is there already"
                .formatted(rows.get(i).key(), rows.get(i).stateId()));
      }
    }
    currentItems.become(added);
  }

  private static ConfigurationItem row(NewItem item, News news) {
    CurrentResource current = item.current();
    return new ConfigurationItem(
        current.key(),
        current.captureTime(),
        current.stateId(),
        current.status(),
        Origin.LOOK,
        news.previousLookAt(),
        item.bytes());
  }
}

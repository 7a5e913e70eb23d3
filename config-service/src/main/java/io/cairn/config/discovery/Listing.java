package io.cairn.config.discovery;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.config.account.Account;
import io.cairn.config.account.Sessions;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.ListingSink;
import io.cairn.config.collect.Looked;
import io.cairn.config.collect.Reach;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.TypeDeclaration;
import io.cairn.config.collect.catalog.Collectors;
import io.cairn.config.item.ItemRecorder;
import io.cairn.config.item.ItemRecorder.Outcome;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.sighting.Sightings;
import io.cairn.contracts.ResourceKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One complete list of the types of a run: records what it finds, and after its last page looks
 * into what it lacks. Of a list it keeps only the ids. For one thread.
 */
final class Listing implements ListingSink {

  /** AWS may not know for so long what was just made. */
  private static final Duration RETRY_WINDOW = Duration.ofSeconds(60);

  private static final int LISTS_TO_BELIEVE = 2;

  /** Recorded in one transaction; of slow lists, what one second brought. */
  private static final int AT_ONCE = 100;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** Told after each resource, with the number listed so far. */
  @FunctionalInterface
  interface Progress {
    void listed(int number);
  }

  private final Account account;
  private final Listings needs;
  private final Session session;
  private final Progress progress;
  private final Map<String, UnitCounts> counts = new HashMap<>();
  private final Map<String, Set<String>> idsByTypeAndRegion = new HashMap<>();
  private final List<ObservedResource> pending = new ArrayList<>();
  private Instant pendingSince = Instant.MAX;
  private int unrecorded;
  private int listed;

  /** What every listing needs. */
  record Listings(
      Collectors collectors,
      Sessions sessions,
      ItemRecorder recorder,
      Sightings sightings,
      Clock clock) {}

  Listing(Account account, Session session, Listings needs, Progress progress) {
    this.account = account;
    this.session = session;
    this.needs = needs;
    this.progress = progress;
  }

  /**
   * Lists the types of a run in a region, then looks into what is missing.
   *
   * @throws AwsCallFailedException if the list is not complete; it deleted nothing
   */
  void run(String run, String region) {
    List<Collector> collectors = needs.collectors().inRun(run);
    try {
      collectors.getFirst().list(session, region, this);
    } catch (AwsCallFailedException e) {
      flush();
      throw e;
    }
    flush();
    for (Collector collector : collectors) {
      lookIntoMissing(collector, region);
    }
  }

  @Override
  public void found(ObservedResource resource) {
    note(resource.key());
    pending.add(resource);
    progress.listed(++listed);
    Instant now = needs.clock().instant();
    if (pending.size() == 1) {
      pendingSince = now;
    }
    if (pending.size() >= AT_ONCE || now.isAfter(pendingSince.plus(LONGEST_WAIT))) {
      flush();
    }
  }

  @Override
  public void unread(String resourceType, String region, String resourceId) {
    for (String possible : regionsOf(resourceType, region)) {
      var key = new ResourceKey(account.accountId(), possible, resourceType, resourceId);
      note(key);
      needs.sightings().listed(key);
    }
    counts(resourceType).unread();
    progress.listed(++listed);
  }

  /** A bucket's region is not known when it could not be asked for: it exists in any of them. */
  private List<String> regionsOf(String resourceType, String region) {
    boolean anywhere =
        needs
            .collectors()
            .of(resourceType)
            .filter(collector -> collector.type().reach() == Reach.ACCOUNT_LIST)
            .isPresent();
    return anywhere ? account.regions() : List.of(region);
  }

  UnitCounts counts(String resourceType) {
    return counts.computeIfAbsent(resourceType, t -> new UnitCounts());
  }

  private void note(ResourceKey key) {
    idsByTypeAndRegion
        .computeIfAbsent(key.resourceType() + "/" + key.region(), k -> new HashSet<>())
        .add(key.resourceId());
  }

  /** How many resources could not be stored. */
  int unrecorded() {
    return unrecorded;
  }

  private void flush() {
    List<Outcome> outcomes = needs.recorder().recordAll(pending);
    List<ObservedResource> recorded = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      ObservedResource resource = pending.get(i);
      counts(resource.key().resourceType()).recorded(outcomes.get(i), resource.staleParts());
      if (outcomes.get(i) == Outcome.FAILED) {
        unrecorded++;
      } else {
        recorded.add(resource);
      }
    }
    needs.sightings().seen(recorded);
    pending.clear();
  }

  private void lookIntoMissing(Collector collector, String region) {
    TypeDeclaration type = collector.type();
    List<String> regions = type.reach() == Reach.ACCOUNT_LIST ? account.regions() : List.of(region);
    for (String of : regions) {
      Set<String> missing =
          new HashSet<>(needs.recorder().existingIds(account.accountId(), of, type.resourceType()));
      missing.removeAll(idsByTypeAndRegion.getOrDefault(type.resourceType() + "/" + of, Set.of()));
      for (String id : missing) {
        lookInto(collector, new ResourceKey(account.accountId(), of, type.resourceType(), id));
      }
    }
  }

  /** What a complete list lacks is gone if AWS says so by id, or the list before lacked it too. */
  private void lookInto(Collector collector, ResourceKey key) {
    Session own = needs.sessions().open(account, key.region(), false);
    Looked looked =
        collector.describe(own, key.region(), key.resourceId(), needs.sightings().known(key));
    Instant at = needs.clock().instant();
    switch (looked) {
      case Looked.Found(var resource, _) when resource.key().equals(key) -> found(resource);
      case Looked.Gone _ -> {
        boolean old =
            needs
                .sightings()
                .firstSeenAt(key)
                .map(first -> first.plus(RETRY_WINDOW).isBefore(at))
                .orElse(true);
        if (old || needs.sightings().missed(key) >= LISTS_TO_BELIEVE) {
          delete(key, at);
        }
      }
      case Looked.Found _, Looked.Unread _ -> {
        if (needs.sightings().missed(key) >= LISTS_TO_BELIEVE) {
          delete(key, at);
        }
      }
    }
    flush();
  }

  private void delete(ResourceKey key, Instant at) {
    if (needs.recorder().recordDeleted(key, at) == Outcome.DELETED) {
      counts(key.resourceType()).deleted();
    }
    needs.sightings().gone(key);
  }
}

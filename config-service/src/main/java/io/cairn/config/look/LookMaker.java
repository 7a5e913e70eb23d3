package io.cairn.config.look;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.config.account.Account;
import io.cairn.config.account.AccountStore;
import io.cairn.config.account.Sessions;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.Looked;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.catalog.Collectors;
import io.cairn.config.discovery.ListingFactory;
import io.cairn.config.item.ItemRecorder;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.sighting.Sightings;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one look, records what it shows, and decides whether another is needed. */
@Singleton
class LookMaker {

  private static final Logger LOGGER = LoggerFactory.getLogger(LookMaker.class);

  private final LookStore looks;
  private final LookConfig config;
  private final AccountStore accounts;
  private final Collectors collectors;
  private final Sessions sessions;
  private final ListingFactory listings;
  private final Recording recording;
  private final Sightings sightings;
  private final Clock clock;

  LookMaker(
      LookStore looks,
      LookConfig config,
      AccountStore accounts,
      Collectors collectors,
      Sessions sessions,
      ListingFactory listings,
      Recording recording,
      Sightings sightings,
      Clock clock) {
    this.looks = looks;
    this.config = config;
    this.accounts = accounts;
    this.collectors = collectors;
    this.sessions = sessions;
    this.listings = listings;
    this.recording = recording;
    this.sightings = sightings;
    this.clock = clock;
  }

  void make(Look look) {
    Optional<Account> account = accounts.find(look.account());
    Optional<Collector> collector = collectors.of(look.resourceType());
    if (account.isEmpty() || collector.isEmpty()) {
      looks.forget(look);
    } else if (look.isOfType()) {
      atType(look, account.get(), collector.get());
    } else if (isSettled(look, account.get(), collector.get())) {
      looks.done(look, now().plus(config.gather()));
    } else {
      goOn(look);
    }
  }

  private void atType(Look look, Account account, Collector collector) {
    try {
      listings.listOnce(account, collector.type().run(), look.region());
      looks.done(look, now().plus(config.gatherType()));
    } catch (AwsCallFailedException e) {
      LOGGER
          .atWarn()
          .addKeyValue("accountId", look.account())
          .addKeyValue("region", look.region())
          .addKeyValue("resourceType", look.resourceType())
          .addKeyValue("error", e.getMessage())
          .log("a type could not be listed after an event");
      goOn(look);
    }
  }

  /** Looks once; true when what the event did has been seen. */
  private boolean isSettled(Look look, Account account, Collector collector) {
    ResourceKey key = look.key();
    Session session = sessions.open(account, key.region(), false);
    Looked looked =
        collector.describe(session, key.region(), key.resourceId(), sightings.known(key));
    return switch (looked) {
      case Looked.Found(var resource, var transitional) -> record(resource) && !transitional;
      case Looked.Gone _ -> isBelieved(look) && deleted(key);
      case Looked.Unread _ -> false;
    };
  }

  private boolean record(ObservedResource resource) {
    ItemRecorder.Outcome outcome = recording.found(resource);
    return resource.staleParts().isEmpty()
        && switch (outcome) {
          case DISCOVERED, CHANGED, DELETED -> true;
          case UNCHANGED, IGNORED, FAILED -> false;
        };
  }

  /** Right after a create AWS may not know the resource yet. */
  private boolean isBelieved(Look look) {
    Duration window = config.believeGoneAfter();
    Instant latest = now().minus(window);
    return look.deleting()
        || !look.firstAt().isAfter(latest)
        || sightings.firstSeenAt(look.key()).filter(first -> first.isBefore(latest)).isPresent();
  }

  private boolean deleted(ResourceKey key) {
    recording.gone(key, now());
    return true;
  }

  private void goOn(Look look) {
    List<Duration> again = config.again();
    if (look.step() >= again.size()) {
      looks.done(look, now().plus(config.gather()));
      return;
    }
    Instant planned = look.firstAt().plus(again.get(look.step()));
    Instant soonest = now().plus(config.gather().dividedBy(2));
    looks.again(look, planned.isBefore(soonest) ? soonest : planned);
  }

  private Instant now() {
    return clock.instant();
  }
}

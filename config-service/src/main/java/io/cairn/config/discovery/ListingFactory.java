package io.cairn.config.discovery;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.config.account.Account;
import io.cairn.config.account.Sessions;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.catalog.Collectors;
import io.cairn.config.item.ItemRecorder;
import io.cairn.config.sighting.Sightings;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes listings, for jobs and for looks at a whole type. */
@Singleton
public class ListingFactory {

  private final Listing.Listings needs;

  ListingFactory(
      Collectors collectors,
      Sessions sessions,
      ItemRecorder recorder,
      Sightings sightings,
      Clock clock) {
    this.needs = new Listing.Listings(collectors, sessions, recorder, sightings, clock);
  }

  Listing make(Account account, Session session, Listing.Progress progress) {
    return new Listing(account, session, needs, progress);
  }

  /**
   * Lists the types of a run once, outside any job.
   *
   * @throws AwsCallFailedException if the list is not complete
   */
  public void listOnce(Account account, String run, String region) {
    Session session = needs.sessions().open(account, region, false);
    make(account, session, number -> {}).run(run, region);
  }
}

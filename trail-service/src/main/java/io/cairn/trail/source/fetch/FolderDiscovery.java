package io.cairn.trail.source.fetch;

import io.cairn.contracts.AccountId;
import io.cairn.trail.ledger.ObjectRows;
import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the accounts and regions of a bucket. Each account costs two calls, so a large organisation
 * is looked through less often: its calls stay within the rate that is set.
 */
@Singleton
class FolderDiscovery {
  private static final String LOGS = "CloudTrail/";

  private final FolderRows folders;
  private final ObjectRows objects;
  private final SourceConfig config;
  private final Clock clock;

  FolderDiscovery(FolderRows folders, ObjectRows objects, SourceConfig config, Clock clock) {
    this.folders = folders;
    this.objects = objects;
    this.config = config;
    this.clock = clock;
  }

  /** Looks for new accounts and regions if it is time. */
  void run(Source source, S3Listing listing, Turn turn) {
    if (!folders.isDiscoveryDue(source.id(), clock.instant())) {
      return;
    }
    var search = new Search(source, listing, turn);
    search.base();
    if (turn.goesOn()) {
      search.nameWhatIsMissing();
      Duration pause = Duration.ofMillis((long) (listing.calls() * 1_000 / config.listRate()));
      Duration least = config.discoveryInterval();
      folders.discovered(
          source.id(),
          clock.instant().plus(pause.compareTo(least) > 0 ? pause : least),
          search.others);
    }
  }

  private final class Search {
    private final Source source;
    private final S3Listing listing;
    private final Turn turn;
    private final Set<String> others = new TreeSet<>();
    private final Set<String> missingAccounts;
    private final Set<String> missingRegions;

    Search(Source source, S3Listing listing, Turn turn) {
      this.source = source;
      this.listing = listing;
      this.turn = turn;
      this.missingAccounts = new HashSet<>(source.accountIds());
      this.missingRegions = new HashSet<>(source.regions());
    }

    void base() {
      String base = source.prefix() + "AWSLogs/";
      if (source.organizationId() != null) {
        accounts(base + source.organizationId() + "/");
        return;
      }
      listing.folders(
          base,
          found -> {
            for (String folder : found) {
              if (last(folder).startsWith("o-")) {
                accounts(folder);
              } else {
                account(folder);
              }
            }
          });
    }

    private void accounts(String above) {
      listing.folders(above, found -> found.forEach(this::account));
    }

    private void account(String folder) {
      String account = last(folder);
      if (!AccountId.isValid(account) || !turn.goesOn()) {
        return;
      }
      missingAccounts.remove(account);
      if (!source.accountIds().isEmpty() && !source.accountIds().contains(account)) {
        return;
      }
      List<String> regions = new ArrayList<>();
      listing.folders(
          folder,
          siblings -> {
            for (String sibling : siblings) {
              if (sibling.equals(folder + LOGS)) {
                listing.folders(sibling, regions::addAll);
              } else {
                others.add(last(sibling));
              }
            }
          });
      regions.forEach(region -> missingRegions.remove(last(region)));
      folders.add(source.id(), account, regions, clock.instant());
    }

    /** What was asked for and is not there stands in the ledger, until it is. */
    void nameWhatIsMissing() {
      String above = source.prefix() + "AWSLogs/";
      for (String account : source.accountIds()) {
        note(above + account + "/", missingAccounts.contains(account) ? account : null, null);
      }
      for (String region : source.regions()) {
        note(
            above + "*/" + LOGS + region + "/",
            null,
            missingRegions.contains(region) ? region : null);
      }
    }

    private void note(String folder, @Nullable String account, @Nullable String region) {
      String name = ObjectFetcher.name(listing.bucket(), folder);
      if (account != null) {
        missing(
            name,
            "MISSING_ACCOUNT",
            "the bucket has no folder of account " + account,
            "See that the trail covers the account (an organisation's trail, or one of its own) and"
                + " that prefix and organisation are right; or take the account out.");
      } else if (region != null) {
        missing(
            name,
            "MISSING_REGION",
            "no account has log files of " + region,
            "See that the trail is multi-region and the region enabled; a region in which nothing"
                + " happened has no files either.");
      } else {
        objects.forget(source.ledgerId(), name);
      }
    }

    private void missing(String name, String code, String detail, String remedy) {
      Instant retryAt = null;
      objects.unreadable(
          source.ledgerId(),
          name,
          null,
          null,
          new ObjectRows.Trouble(code, detail, remedy, retryAt));
    }
  }

  private static String last(String folder) {
    String name = folder.substring(0, folder.length() - 1);
    return name.substring(name.lastIndexOf('/') + 1);
  }
}

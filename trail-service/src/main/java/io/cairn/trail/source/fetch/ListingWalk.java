package io.cairn.trail.source.fetch;

import io.cairn.trail.ledger.LedgerProblem;
import io.cairn.trail.ledger.ObjectRows;
import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bucket by listing it. Each account and region has its own place and its own time: a look
 * costs one call while at most a thousand keys are new, a quiet folder is looked at less and less
 * often, and all looks together stay within a rate of calls. What was done stands in the database,
 * page by page, so a killed process goes on where it was.
 */
@Singleton
class ListingWalk {
  private static final int RETRIES = 50;
  private static final int FOLDERS = 100;

  private final SourceClients clients;
  private final FolderDiscovery discovery;
  private final FolderRows folders;
  private final ObjectRows objects;
  private final ObjectFetcher fetcher;
  private final SourceConfig config;
  private final Clock clock;

  ListingWalk(
      SourceClients clients,
      FolderDiscovery discovery,
      FolderRows folders,
      ObjectRows objects,
      ObjectFetcher fetcher,
      SourceConfig config,
      Clock clock) {
    this.clients = clients;
    this.discovery = discovery;
    this.folders = folders;
    this.objects = objects;
    this.fetcher = fetcher;
    this.config = config;
    this.clock = clock;
  }

  /** Reads what is new; the problem of the source, if it has one, else null. */
  @Nullable LedgerProblem poll(Source source, Turn turn) {
    var listing = new S3Listing(clients.s3(source), source);
    var files = new FileRun(fetcher, source, listing.bucket(), config.concurrency(), turn);
    try {
      retry(source, files);
      discovery.run(source, listing, turn);
      readDue(source, listing, files);
    } finally {
      folders.countCalls(source.id(), listing.calls());
    }
    return files.problem();
  }

  private void retry(Source source, FileRun files) {
    files.read(
        objects.due(source.ledgerId(), RETRIES).stream()
            .filter(due -> due.name().startsWith(files.start()))
            .map(
                due ->
                    new FileRun.File(due.name().substring(files.start().length()), due.attempts()))
            .toList());
  }

  private void readDue(Source source, S3Listing listing, FileRun files) {
    Duration pause = pauseBetweenLooks(source);
    Instant now = clock.instant();
    List<Folder> due = folders.due(source, now, FOLDERS);
    while (!due.isEmpty() && files.mayGoOn()) {
      for (Folder folder : due) {
        if (files.mayGoOn()) {
          new FolderLook(source, folder, listing, files).run(pause);
        }
      }
      due = folders.due(source, now, FOLDERS);
    }
  }

  /** So long that looking at all folders keeps to the rate of calls. */
  private Duration pauseBetweenLooks(Source source) {
    var byRate = Duration.ofMillis((long) (folders.count(source.id()) * 1_000 / config.listRate()));
    return byRate.compareTo(config.listingInterval()) > 0 ? byRate : config.listingInterval();
  }

  /** One look at one folder. */
  private final class FolderLook {
    private final Source source;
    private final Folder folder;
    private final S3Listing listing;
    private final FileRun files;

    FolderLook(Source source, Folder folder, S3Listing listing, FileRun files) {
      this.source = source;
      this.folder = folder;
      this.listing = listing;
      this.files = files;
    }

    void run(Duration pause) {
      String startAfter = ListingStart.of(source, folder, config, clock.instant());
      String token = null;
      int found = 0;
      do {
        var page = listing.keys(folder.name(), startAfter, token);
        List<ListedFile> fresh =
            ListedFile.fresh(page.contents(), source.ledgerId(), listing.bucket(), objects);
        if (!read(fresh)) {
          return;
        }
        found += fresh.size();
        if (!page.contents().isEmpty()) {
          folders.advance(
              source.id(), folder.name(), page.contents().getLast().key(), fresh.size());
        }
        token = S3Listing.next(page);
      } while (token != null);
      looked(pause, found);
    }

    private boolean read(List<ListedFile> fresh) {
      if (!fresh.isEmpty()) {
        objects.announce(source.ledgerId(), fresh.stream().map(ListedFile::name).toList());
      }
      files.read(fresh.stream().map(file -> new FileRun.File(file.key(), 0)).toList());
      return files.mayGoOn();
    }

    private void looked(Duration pause, int found) {
      int quiet = found > 0 ? 0 : folder.quietLooks() + 1;
      Instant now = clock.instant();
      Duration longer = pause.multipliedBy(1L << Math.min(quiet, 10));
      Duration longest = config.quietInterval();
      Duration next =
          longer.compareTo(longest) > 0 && pause.compareTo(longest) < 0 ? longest : longer;
      folders.looked(
          source.id(),
          folder,
          now.plus(next),
          quiet,
          folder.isLateLook() ? now.plus(config.lateInterval()) : null);
    }
  }
}

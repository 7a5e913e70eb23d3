package io.cairn.trail.source.fetch;

import io.cairn.contracts.AccountId;
import io.cairn.trail.ledger.LedgerProblem;
import io.cairn.trail.ledger.ObjectRows;
import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceConfig;
import io.cairn.trail.source.SourceRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads a bucket by listing it. The keys of an account and region sort by day, so a listing starts
 * behind the last key read, or a few days back for files that came late, whichever is earlier: a
 * bucket of millions of keys costs one page for each account and region.
 */
@Singleton
class ListingWalk {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final int RETRIES = 50;
  private static final int FAILURES_IN_A_ROW = 20;

  private final SourceClients clients;
  private final SourceRepository sources;
  private final ObjectRows objects;
  private final ObjectFetcher fetcher;
  private final SourceConfig config;
  private final Clock clock;
  private final Map<UUID, Folders> folders = new ConcurrentHashMap<>();

  private record Folders(Instant until, Instant settingsOf, List<String> names) {}

  ListingWalk(
      SourceClients clients,
      SourceRepository sources,
      ObjectRows objects,
      ObjectFetcher fetcher,
      SourceConfig config,
      Clock clock) {
    this.clients = clients;
    this.sources = sources;
    this.objects = objects;
    this.fetcher = fetcher;
    this.config = config;
    this.clock = clock;
  }

  /** Reads what is new; the problem of the source, if it has one, else null. */
  @Nullable LedgerProblem poll(Source source, Turn turn) {
    String bucket = Objects.requireNonNull(source.bucket(), "a listed source has a bucket");
    var run = new Run(source, bucket, turn);
    run.retry();
    for (String folder : folders(source, bucket)) {
      if (run.mayGoOn()) {
        run.read(folder);
      }
    }
    return run.problem();
  }

  private List<String> folders(Source source, String bucket) {
    Folders known = folders.get(source.id());
    Instant now = clock.instant();
    if (known != null
        && known.until().isAfter(now)
        && known.settingsOf().equals(source.updatedAt())) {
      return known.names();
    }
    List<String> found = new ArrayList<>();
    for (String account : accounts(source, bucket)) {
      for (String folder : below(source, bucket, account + "CloudTrail/")) {
        String region = last(folder);
        if (source.regions().isEmpty() || source.regions().contains(region)) {
          found.add(folder);
        }
      }
    }
    folders.put(
        source.id(), new Folders(now.plus(config.discoveryInterval()), source.updatedAt(), found));
    return found;
  }

  private List<String> accounts(Source source, String bucket) {
    String base = source.prefix() + "AWSLogs/";
    List<String> candidates = new ArrayList<>();
    if (source.organizationId() != null) {
      candidates.addAll(below(source, bucket, base + source.organizationId() + "/"));
    } else {
      for (String folder : below(source, bucket, base)) {
        if (last(folder).startsWith("o-")) {
          candidates.addAll(below(source, bucket, folder));
        } else {
          candidates.add(folder);
        }
      }
    }
    return candidates.stream()
        .filter(folder -> AccountId.isValid(last(folder)))
        .filter(f -> source.accountIds().isEmpty() || source.accountIds().contains(last(f)))
        .toList();
  }

  private List<String> below(Source source, String bucket, String prefix) {
    return clients
        .s3(source)
        .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(CommonPrefix::prefix)
        .toList();
  }

  private static String last(String folder) {
    String name = folder.substring(0, folder.length() - 1);
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private @Nullable String startAfter(Source source, String folder) {
    String lastKey = sources.lastKey(source.id(), folder);
    if (lastKey == null) {
      LocalDate start = source.startDate();
      return start == null ? null : folder + DAY.format(start);
    }
    LocalDate late =
        LocalDate.ofInstant(clock.instant().minus(config.lateWindow()), ZoneOffset.UTC);
    LocalDate start = source.startDate();
    String window = folder + DAY.format(start != null && start.isAfter(late) ? start : late);
    return window.compareTo(lastKey) < 0 ? window : lastKey;
  }

  /** One poll of one source. */
  private final class Run {
    private final Source source;
    private final String bucket;
    private final Turn turn;
    private int failuresInARow;
    private @Nullable LedgerProblem problem;

    Run(Source source, String bucket, Turn turn) {
      this.source = source;
      this.bucket = bucket;
      this.turn = turn;
    }

    @Nullable LedgerProblem problem() {
      return problem;
    }

    /** False when it must stop, or when so many files fail that it is no use to go on now. */
    boolean mayGoOn() {
      return failuresInARow < FAILURES_IN_A_ROW && turn.goesOn();
    }

    void retry() {
      String start = ObjectFetcher.name(bucket, "");
      for (ObjectRows.Retry due : objects.due(source.ledgerId(), RETRIES)) {
        if (mayGoOn() && due.name().startsWith(start)) {
          fetch(due.name().substring(start.length()), due.attempts());
        }
      }
    }

    void read(String folder) {
      S3Client s3 = clients.s3(source);
      String startAfter = startAfter(source, folder);
      String continuation = null;
      do {
        ListObjectsV2Request request =
            ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(folder)
                .startAfter(startAfter)
                .continuationToken(continuation)
                .build();
        ListObjectsV2Response page = s3.listObjectsV2(request);
        if (!readPage(folder, page.contents())) {
          return;
        }
        continuation =
            Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
      } while (continuation != null);
    }

    /** False when the page was not read to its end. */
    private boolean readPage(String folder, List<S3Object> page) {
      Map<String, S3Object> files = new HashMap<>();
      for (S3Object object : page) {
        if (LogKey.parse(object.key()) != null) {
          files.put(ObjectFetcher.name(bucket, object.key()), object);
        }
      }
      Map<String, ObjectRows.Known> known = objects.known(source.ledgerId(), files.keySet());
      for (S3Object object : page) {
        String name = ObjectFetcher.name(bucket, object.key());
        if (files.containsKey(name) && isNew(known.get(name), object)) {
          if (!mayGoOn()) {
            return false;
          }
          fetch(object.key(), 0);
        }
      }
      if (!page.isEmpty() && mayGoOn()) {
        sources.lastKey(source.id(), folder, page.getLast().key());
      }
      return mayGoOn();
    }

    /** An unreadable file is not new: it is tried again when its time has come, or it changes. */
    private static boolean isNew(ObjectRows.@Nullable Known known, S3Object object) {
      if (known == null || known.state().equals("PENDING")) {
        return true;
      }
      return known.etag() != null && !known.etag().equals(object.eTag());
    }

    private void fetch(String key, int attempts) {
      Trouble trouble = fetcher.fetch(source, bucket, key, attempts);
      if (trouble == null) {
        failuresInARow = 0;
        return;
      }
      if (trouble.passes()) {
        failuresInARow++;
        problem = trouble.problem();
      }
      if (trouble.ofTheSource()) {
        failuresInARow = FAILURES_IN_A_ROW;
      }
    }
  }
}

package io.cairn.trail.source.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.trail.TrailApi;
import io.cairn.trail.ingest.Intake;
import io.cairn.trail.ledger.ObjectRows;
import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceConfig;
import io.cairn.trail.source.SourceRepository;
import io.cairn.trail.source.SourceRows;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listing of a bucket of 100,000 keys: how many calls, what is found late, what a kill leaves. */
@NullMarked
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class ListingScaleTest {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 2, 1);
  private static final int ACCOUNTS = 20;
  private static final int DAYS = 25;
  private static final int FILES_A_DAY = 100;
  private static final int FOLDERS = 2 * ACCOUNTS;

  @Inject SourceClients clients;
  @Inject SourceRows rows;
  @Inject SourceRepository sources;
  @Inject ObjectRows objects;
  @Inject Intake intake;
  @Inject SourceConfig config;

  private final MovingClock clock = new MovingClock();
  private final Set<String> fetched = ConcurrentHashMap.newKeySet();
  private final Set<String> fresh = ConcurrentHashMap.newKeySet();
  private final AtomicInteger fetches = new AtomicInteger();
  private GeneratedBucket bucket;

  /** A clock that the test moves. */
  private static final class MovingClock extends Clock {
    private Instant now = FIRST_DAY.plusDays(DAYS).atStartOfDay(ZoneOffset.UTC).toInstant();

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Takes each file as read without reading it. */
  private final class Pretence extends ObjectFetcher {
    Pretence() {
      super(clients, intake, objects, config, clock);
    }

    @Override
    @Nullable Trouble fetch(Source source, String name, String key, int earlierAttempts) {
      fetched.add(key);
      fresh.add(key);
      fetches.incrementAndGet();
      return null;
    }
  }

  @BeforeEach
  void fill() throws IOException {
    System.setProperty("aws.accessKeyId", LocalS3.KEY);
    System.setProperty("aws.secretAccessKey", LocalS3.SECRET);
    bucket = new GeneratedBucket();
    for (int account = 0; account < ACCOUNTS; account++) {
      for (int day = 0; day < DAYS; day++) {
        for (int file = 0; file < FILES_A_DAY; file++) {
          bucket.put(key(account, "eu-west-1", FIRST_DAY.plusDays(day), file));
          bucket.put(key(account, "us-east-1", FIRST_DAY.plusDays(day), file));
        }
      }
      bucket.put(
          "AWSLogs/" + account(account) + "/CloudTrail-Digest/eu-west-1/2026/02/01/d.json.gz");
    }
    bucket.put("AWSLogs/" + account(0) + "/CloudTrail-Insight/eu-west-1/2026/02/01/i.json.gz");
  }

  @AfterEach
  void close() {
    bucket.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static String account(int number) {
    return String.format("4%011d", number);
  }

  private static String key(int account, String region, LocalDate day, int file) {
    String minute = String.format("%02d%02d", file * 14 / 60, file * 14 % 60);
    return "AWSLogs/%1$s/CloudTrail/%2$s/%3$s/%1$s_CloudTrail_%2$s_%4$sT%5$sZ_%6$05d.json.gz"
        .formatted(
            account(account),
            region,
            DAY.format(day),
            day.format(DateTimeFormatter.BASIC_ISO_DATE),
            minute,
            file);
  }

  private Source source(String name) {
    String id =
        TrailApi.as("cloudtrail:CreateTrail")
            .header("Content-Type", "application/json")
            .body(
                Map.of(
                    "name",
                    name,
                    "kind",
                    "S3_LISTING",
                    "bucket",
                    "generated-trail",
                    "region",
                    "eu-west-1",
                    "endpoint",
                    bucket.endpoint(),
                    "enabled",
                    false))
            .post("/api/v1/trail/sources")
            .jsonPath()
            .getString("id");
    return sources.find(UUID.fromString(id)).orElseThrow();
  }

  /** What a process does when it looks at the source; what was listed counts as read afterwards. */
  private void poll(Source source, Turn turn) {
    var folders = new FolderRows(rows);
    var discovery = new FolderDiscovery(folders, objects, config, clock);
    assertThat(
            new ListingWalk(clients, discovery, folders, objects, new Pretence(), config, clock)
                .poll(source, turn))
        .isNull();
    if (!fresh.isEmpty()) {
      noteAsRead(source);
    }
  }

  private void noteAsRead(Source source) {
    String[] names = fresh.stream().map(k -> "s3://generated-trail/" + k).toArray(String[]::new);
    fresh.clear();
    rows.update(
        "update ledger_object o set state = 'READ', etag = '\"e\"' from unnest(?) as found"
            + " where o.source_id = ? and o.object_name = found",
        statement -> {
          statement.setArray(1, statement.getConnection().createArrayOf("text", names));
          statement.setString(2, source.ledgerId());
        });
  }

  private static JsonPath progress(Source source) {
    return TrailApi.as("cloudtrail:GetImport")
        .get("/api/v1/trail/sources/" + source.id() + "/progress")
        .jsonPath();
  }

  @Test
  void shouldCostFewCallsWhenLittleIsNewAndFindLateFilesWithinTheBound() {
    // Given: the first round reads everything
    Source source = source("scale");
    poll(source, () -> true);
    assertThat(fetches.get()).isEqualTo(2 * ACCOUNTS * DAYS * FILES_A_DAY);
    assertThat(fetched).hasSize(bucket.keys() - ACCOUNTS - 1);
    // 41 calls to find the folders, and three pages for each
    assertThat(bucket.calls()).isLessThanOrEqualTo(1 + 2 * ACCOUNTS + 3 * FOLDERS);
    JsonPath progress = progress(source);
    assertThat(progress.getInt("folders")).isEqualTo(FOLDERS);
    assertThat(progress.getInt("foldersBehind")).isZero();
    assertThat(progress.getInt("filesListed")).isEqualTo(100_000);
    assertThat(progress.getString("newestDay")).isEqualTo("2026/02/25");
    assertThat(progress.getList("otherFolders"))
        .containsExactly("CloudTrail-Digest", "CloudTrail-Insight");

    // When: nothing is due
    poll(source, () -> true);

    // Then
    assertThat(bucket.calls()).isZero();

    // When: a minute later one file is new
    bucket.put(key(3, "eu-west-1", FIRST_DAY.plusDays(DAYS), 0));
    clock.now = clock.now.plus(Duration.ofSeconds(61));
    poll(source, () -> true);

    // Then: one call for each folder, however many keys it holds
    assertThat(bucket.calls()).isEqualTo(FOLDERS);
    assertThat(fetches.get()).isEqualTo(100_001);

    // When: nothing comes for four hours, and a file of five days ago comes late
    String late = key(7, "us-east-1", FIRST_DAY.plusDays(DAYS - 5), 99).replace("00099", "late");
    String tooLate = key(8, "us-east-1", FIRST_DAY.plusDays(2), 50).replace("00050", "late");
    bucket.put(late);
    bucket.put(tooLate);
    for (int minute = 0; minute < 4 * 60; minute += 5) {
      clock.now = clock.now.plus(Duration.ofMinutes(5));
      poll(source, () -> true);
    }

    // Then: each folder's pause doubled up to an hour; discovery cost 41 calls every ten minutes
    assertThat(bucket.calls()).isLessThanOrEqualTo(FOLDERS * 9 + 24 * (1 + 2 * ACCOUNTS));
    assertThat(fetched).doesNotContain(late, tooLate);

    // When: the look back is due, six hours after the first
    clock.now = clock.now.plus(Duration.ofHours(3));
    poll(source, () -> true);

    // Then
    assertThat(fetched).contains(late).doesNotContain(tooLate);

    // When: somebody asks for what came even later
    TrailApi.as("cloudtrail:StartImport")
        .queryParam("from", "2026-02-01")
        .post("/api/v1/trail/sources/" + source.id() + "/poll")
        .then()
        .statusCode(202);
    clock.now = Instant.now().plus(Duration.ofDays(400));
    poll(source, () -> true);

    // Then
    assertThat(fetched).contains(tooLate);
    assertThat(fetches.get()).isEqualTo(100_003);
  }

  @Test
  void shouldGoOnWhereItWasWhenTheProcessIsKilled() {
    // Given: the process ends in the middle of the 31st page
    Source source = source("killed");
    AtomicInteger left = new AtomicInteger(30_500);
    poll(source, () -> left.getAndDecrement() > 0);
    int before = fetches.get();
    assertThat(before).isBetween(20_000, 40_000);
    int calls = bucket.calls();

    // When
    assertThat(progress(source).getInt("foldersBehind")).isPositive();
    poll(source, () -> true);

    // Then: nothing is left out, and nothing read twice
    assertThat(fetched).hasSize(100_000);
    assertThat(fetches.get()).isEqualTo(100_000);
    assertThat(bucket.calls() + calls)
        .isLessThanOrEqualTo(2 * (1 + 2 * ACCOUNTS) + 3 * FOLDERS + 2);
  }
}

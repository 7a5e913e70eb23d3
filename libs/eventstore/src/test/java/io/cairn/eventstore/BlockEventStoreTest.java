package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.eventstore.StoreSettings.RunSettings;
import io.cairn.eventstore.check.CheckReport;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.eventstore.upkeep.Step;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class BlockEventStoreTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
  private static final InTransaction NOTHING = (connection, outcomes) -> {};
  private static final Predicate ALL = new Predicate.Everything();
  private static final StoreSettings SETTINGS =
      StoreSettings.ofDefaults()
          .withRuns(new RunSettings(1_000, 10_000, 1_024, Duration.ZERO))
          .withDictionary(0);

  private DataSource dataSource;
  private BlockEventStore store;

  @SuppressWarnings("NullAway.Init")
  BlockEventStoreTest() {}

  @BeforeEach
  void open() throws SQLException, IOException {
    dataSource = TestPostgres.fresh();
    store = new BlockEventStore(dataSource, SETTINGS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static List<NewEvent> events(long seed, int count) {
    var source = new TestEvents(seed);
    return Stream.generate(source::next).limit(count).map(TestEvents.Known::event).toList();
  }

  private static NewEvent event(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return new NewEvent("111111111111", (ScannedEvent) new EventScanner().scan(bytes), bytes);
  }

  private List<StoredEvent> all(Predicate predicate, int limit) {
    List<StoredEvent> found = new ArrayList<>();
    String token = null;
    do {
      FoundPage page = store.find(predicate, Window.ALWAYS, token, limit, LIMIT);
      found.addAll(page.events());
      token = page.nextToken();
    } while (token != null);
    return found;
  }

  private void seal(Lease lease) {
    store.untold(0, 1_000_000).forEach(b -> store.told(lease, b.batchNumber()));
    while (store.upkeep(LATER).kind() != Step.Kind.NOTHING) {
      assertThat(store.untoldBatches()).isZero();
    }
  }

  @Test
  void shouldKeepEachEventOnceWhenItComesAgainInBatchLaterAndSealed() {
    // Given
    List<NewEvent> events = events(5, 900);
    List<NewEvent> twice = new ArrayList<>(events);
    twice.addAll(events.subList(0, 50));
    Lease lease = store.lease(0, 0, 0);

    // When
    Appended first = store.append(lease, 1, twice, NOTHING);
    Appended again = store.append(first.lease(), 2, events, NOTHING);
    seal(again.lease());
    Lease taken = store.lease(0, 0, 10);
    Appended few = store.append(taken, 3, events.subList(3, 6), NOTHING);
    Appended sealed = store.append(few.lease(), 4, events, NOTHING);

    // Then
    assertThat(Collections.frequency(first.outcomes(), Outcome.STORED)).isEqualTo(900);
    assertThat(first.outcomes().subList(900, 950)).containsOnly(Outcome.DUPLICATE);
    assertThat(again.outcomes()).hasSize(900).containsOnly(Outcome.DUPLICATE);
    assertThat(few.outcomes()).hasSize(3).containsOnly(Outcome.DUPLICATE);
    assertThat(sealed.outcomes()).hasSize(900).containsOnly(Outcome.DUPLICATE);
    assertThat(all(ALL, 100)).hasSize(900);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void shouldKeepTheFirstWhenSameEventComesWithOtherBytes(boolean sealed) {
    // Given
    NewEvent event = events(6, 1).getFirst();
    NewEvent other = TestEvents.withOtherBytes(event);
    NewEvent foreign = new NewEvent("999999999999", event.event(), event.bytes());
    Lease lease = store.lease(0, 0, 0);

    // When
    Appended inBatch = store.append(lease, 1, List.of(event, other), NOTHING);
    if (sealed) {
      seal(inBatch.lease());
    }
    Appended later = store.append(inBatch.lease(), 2, List.of(other, event, foreign), NOTHING);

    // Then
    assertThat(inBatch.outcomes()).containsExactly(Outcome.STORED, Outcome.CONFLICT);
    assertThat(later.outcomes())
        .containsExactly(Outcome.CONFLICT, Outcome.DUPLICATE, Outcome.STORED);
    assertThat(all(ALL, 1).stream().map(StoredEvent::accountId))
        .containsExactly("999999999999", event.accountId());
    assertThat(all(ALL, 5)).allMatch(e -> Arrays.equals(e.bytes(), event.bytes()));
  }

  @Test
  void shouldLeaveNothingWhenWorkInTheTransactionFails() {
    // Given
    List<NewEvent> events = events(8, 100);
    Lease lease = store.lease(0, 0, 0);
    InTransaction crash =
        (connection, outcomes) -> {
          throw new SQLException("the process died here");
        };

    // When
    assertThatThrownBy(() -> store.append(lease, 10, events, crash))
        .isInstanceOf(StoreException.class);

    // Then
    assertThat(all(ALL, 10)).isEmpty();
    assertThat(store.untold(0, 100)).isEmpty();
    assertThat(store.append(lease, 10, events, NOTHING).outcomes()).containsOnly(Outcome.STORED);
  }

  @Test
  void shouldFenceTheOldWriterWhenAnotherTookThePartition() {
    // Given
    List<NewEvent> events = events(9, 10);
    Lease old = store.lease(0, 0, 0);
    Lease current = store.lease(0, 0, 0);

    // When, Then
    assertThatThrownBy(() -> store.append(old, 10, events, NOTHING))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> store.told(old, 1)).isInstanceOf(FencedException.class);
    assertThat(all(ALL, 10)).isEmpty();
    assertThat(store.append(current, 10, events, NOTHING).outcomes()).containsOnly(Outcome.STORED);
  }

  @Test
  void shouldTellEachStoredEventOnceInOrderOfTimeWhenBatchesOverlap() {
    // Given
    List<NewEvent> events = events(11, 300);
    Lease lease = store.lease(3, 0, 0);
    lease = store.append(lease, 1, events.subList(0, 200), NOTHING).lease();
    lease = store.append(lease, 2, events.subList(100, 300), NOTHING).lease();

    // When
    List<UntoldBatch> untold = store.untold(3, 1_000);

    // Then
    List<StoredEvent> told = untold.stream().flatMap(b -> b.events().stream()).toList();
    assertThat(told.stream().map(e -> new String(e.bytes(), UTF_8)))
        .containsExactlyInAnyOrderElementsOf(
            events.stream().map(e -> new String(e.bytes(), UTF_8)).toList());
    assertThat(told.subList(0, 200).stream().map(e -> e.position().eventTime())).isSorted();
    assertThat(store.untold(3, 1)).hasSize(1);
    assertThat(store.untoldBatches()).isEqualTo(untold.size());

    // When
    store.told(lease, untold.getFirst().batchNumber());
    store.upkeep(LATER);

    // Then: what was not told stays as it is
    assertThat(store.untold(3, 1_000).stream().map(UntoldBatch::batchNumber))
        .containsExactlyElementsOf(untold.stream().skip(1).map(UntoldBatch::batchNumber).toList());
  }

  @Test
  void shouldTellEventsOfOneSecondAsTheyCameWhenTheyFillSeveralBlocks() {
    // Given
    List<NewEvent> events = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      events.add(
          event(
              "{\"eventID\":\"%s\",\"eventTime\":\"2026-01-28T00:00:00Z\"}"
                  .formatted(UUID.nameUUIDFromBytes(("told" + i).getBytes(UTF_8)))));
    }
    Lease lease = store.lease(4, 0, 0);
    store.append(lease, 1, events, NOTHING);

    // When
    List<UntoldBatch> untold = store.untold(4, 1);

    // Then
    assertThat(store.untoldBatches()).isEqualTo(1);
    assertThat(untold).hasSize(1);
    assertThat(untold.getFirst().events().stream().map(StoredEvent::bytes))
        .containsExactlyElementsOf(events.stream().map(NewEvent::bytes).toList());
  }

  @Test
  void shouldPageThroughOneSecondWhenBlocksOverlapInIt() {
    // Given: 5,000 events of one second, dealt over 25 blocks
    List<NewEvent> events = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      events.add(
          event(
              "{\"eventID\":\"%08x-0000-4000-8000-000000000000\",\"eventName\":\"%s\",%s}"
                  .formatted(
                      i * 0x9E3779B9,
                      i % 3 == 0 ? "A" : "B",
                      "\"eventTime\":\"2026-03-04T05:06:07Z\"")));
    }
    Lease lease = store.lease(0, 0, 0);
    for (int i = 0; i < 25; i++) {
      lease = store.append(lease, i + 1, events.subList(i * 200, i * 200 + 200), NOTHING).lease();
    }
    var named = new Predicate.Equal(Attribute.EVENT_NAME, "A");

    // When
    List<String> open = all(named, 37).stream().map(e -> e.position().eventId()).toList();
    seal(lease);
    List<String> sealed = all(named, 41).stream().map(e -> e.position().eventId()).toList();

    // Then
    List<String> expected =
        events.stream()
            .filter(e -> "A".equals(e.event().eventName()))
            .map(e -> e.event().eventId())
            .sorted(Collections.reverseOrder())
            .toList();
    assertThat(open).isEqualTo(expected);
    assertThat(sealed).isEqualTo(expected);
  }

  @Test
  void shouldGoOnFromItsTokenWhenScanMeetsItsTimeLimit() {
    // Given
    store.append(store.lease(0, 0, 0), 1, events(12, 3_000), NOTHING);
    var nowhere =
        new Predicate.AtPath(
            JsonPath.parse("$.requestParameters.none"), Predicate.Operator.EQUAL, "x");

    // When
    FoundPage page = store.find(nowhere, Window.ALWAYS, null, 10, Duration.ofNanos(1));
    long examined = page.examined();
    assertThat(page.timedOut()).isTrue();
    assertThat(page.scanned()).isTrue();
    while (page.nextToken() != null) {
      page = store.find(nowhere, Window.ALWAYS, page.nextToken(), 10, Duration.ofNanos(1));
      examined += page.examined();
    }

    // Then
    assertThat(examined).isEqualTo(3_000);
    assertThat(store.count(nowhere, Window.ALWAYS, Duration.ofNanos(1)).exact()).isFalse();
  }

  @Test
  void shouldTrainALargerDictionaryWhenThereIsMoreToLearnFrom() {
    // Given
    List<NewEvent> events = events(15, 6_000);
    var settings = SETTINGS.withDictionary(64 << 10);
    try (var training = new BlockEventStore(dataSource, settings);
        var other = new BlockEventStore(dataSource, settings)) {
      Lease lease = training.lease(0, 0, 0);

      // When
      Appended few = training.append(lease, 1, events.subList(0, 500), NOTHING);
      Step.Kind early = training.upkeep(Instant.EPOCH).kind();
      Appended more = training.append(few.lease(), 2, events.subList(500, 1_100), NOTHING);
      Step.Kind small = training.upkeep(Instant.EPOCH).kind();
      Appended many = training.append(more.lease(), 3, events.subList(1_100, 5_000), NOTHING);
      Step.Kind large = training.upkeep(Instant.EPOCH).kind();
      Step.Kind after = training.upkeep(Instant.EPOCH).kind();
      Step.Kind elsewhere = other.upkeep(Instant.EPOCH).kind();
      other.append(other.lease(1, 0, 0), 1, events.subList(5_000, 6_000), NOTHING);

      // Then
      assertThat(List.of(early, after, elsewhere)).containsOnly(Step.Kind.NOTHING);
      assertThat(List.of(small, large)).containsOnly(Step.Kind.TRAINED);
      assertThat(many.outcomes()).containsOnly(Outcome.STORED);
      assertThat(all(ALL, 1_000)).hasSize(6_000);
      assertThat(other.check().faults()).isEmpty();
    }
  }

  @Test
  void shouldRestoreBytesWhenTheyAreStrange() {
    // Given
    String id = "\"eventID\":\"%s\",\"eventTime\":\"2026-03-04T05:06:07.123456Z\"";
    List<String> texts =
        List.of(
            " {\r\n\t" + id.formatted("NOT-a-uuid \u20ac") + ",\"x\":\"\\u0000\"} ",
            "{" + id.formatted("2") + ",\"userIdentity\":{\"userName\":\"a\\u0000b\"}}",
            "{" + id.formatted("3") + ",\"eventName\":\"" + "n".repeat(20_000) + "\"}",
            "{" + id.formatted("4") + ",\"eventName\":\"\\ud800\",\"x\":\"\ud83d\ude00\"}");
    Lease lease = store.lease(0, 0, 0);

    // When
    lease =
        store
            .append(lease, 1, texts.stream().map(BlockEventStoreTest::event).toList(), NOTHING)
            .lease();
    seal(lease);

    // Then
    assertThat(all(ALL, 2).stream().map(e -> new String(e.bytes(), UTF_8)))
        .containsExactlyInAnyOrderElementsOf(texts);
    assertThat(all(new Predicate.Equal(Attribute.EVENT_NAME, "n".repeat(20_000)), 10)).hasSize(1);
    assertThat(all(new Predicate.Equal(Attribute.EVENT_NAME, "\ud800"), 10)).hasSize(1);
    assertThat(all(new Predicate.Equal(Attribute.EVENT_NAME, "?"), 10)).isEmpty();
    assertThat(all(new Predicate.Equal(Attribute.EVENT_ID, "NOT-a-uuid \u20ac"), 10)).hasSize(1);
  }

  @Test
  void shouldDropWholeDaysButThoseToTellWhenRetentionIsSet() {
    // Given
    List<NewEvent> events = events(13, 500);
    Lease lease = store.append(store.lease(0, 0, 0), 1, events, NOTHING).lease();
    LocalDate limit = LocalDate.parse("2026-02-03");

    // When, Then
    assertThat(store.dropBefore(limit)).isEmpty();
    seal(lease);
    assertThat(store.dropBefore(limit)).hasSize(6).isSorted();
    Instant first = Instant.parse("2026-02-03T00:00:00Z");
    assertThat(all(ALL, 100))
        .hasSize((int) events.stream().filter(e -> !e.event().eventTime().isBefore(first)).count())
        .allMatch(e -> !e.position().eventTime().isBefore(first));
    assertThat(store.check().faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "update block set payload = overlay(payload placing '\\x5a'::bytea from 90),block",
    "update block set keys = overlay(keys placing '\\x5a5a'::bytea from 3),block",
    "delete from block where id = (select min(id) from block),block",
    "update run_column set data = overlay(data placing '\\xffff'::bytea from 9) where attribute ="
        + " 1,column",
    "delete from run_column where attribute = 3,column",
    "update run_bucket set data = overlay(data placing '\\x77'::bytea from 9),bucket",
    "delete from run_bucket where bucket = 0,bucket",
    "update run set n = n + 1,number of events",
    "delete from run,neither",
    "delete from run where id = (select min(id) from run),belongs to no run"
  })
  void shouldNameDamageAndServeTheRestWhenARowIsChanged(String sql, String named)
      throws SQLException {
    // Given
    List<NewEvent> events = events(14, 600);
    seal(store.append(store.lease(0, 0, 0), 1, events, NOTHING).lease());
    assertThat(store.check().isSound()).isTrue();

    // When
    TestPostgres.execute(dataSource, sql);
    CheckReport report;
    List<StoredEvent> found = new ArrayList<>();
    int hidden = 0;
    try (var fresh = new BlockEventStore(dataSource, SETTINGS)) {
      report = fresh.check();
      String token = null;
      do {
        FoundPage page =
            fresh.find(
                new Predicate.Equal(Attribute.EVENT_NAME, "PutObject"),
                Window.ALWAYS,
                token,
                50,
                LIMIT);
        found.addAll(page.events());
        hidden += page.hidden().size();
        token = page.nextToken();
      } while (token != null);
    }

    // Then
    assertThat(report.faults())
        .anySatisfy(f -> assertThat(f.where() + ": " + f.what()).contains(named));
    long matching = events.stream().filter(e -> "PutObject".equals(e.event().eventName())).count();
    if (hidden == 0 && !sql.matches("delete from run(?!_).*")) {
      assertThat(found).hasSize((int) matching);
    }
    assertThat(found).hasSizeLessThanOrEqualTo((int) matching);
  }
}

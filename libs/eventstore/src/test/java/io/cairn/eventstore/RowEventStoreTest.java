package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class RowEventStoreTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final InTransaction NOTHING = (connection, outcomes) -> {};
  private static final boolean FULL = Boolean.getBoolean("cairn.full");
  private static final int SIZE = FULL ? 6_000 : 600;
  private static final int ROUNDS = FULL ? 500 : 40;

  private DataSource dataSource;
  private RowEventStore store;

  @SuppressWarnings("NullAway.Init")
  RowEventStoreTest() {}

  @BeforeEach
  void open() throws SQLException, IOException {
    dataSource = TestPostgres.fresh();
    store = new RowEventStore(dataSource);
  }

  private static List<TestEvents.Known> events(TestEvents source, int count) {
    return Stream.generate(source::next).limit(count).toList();
  }

  private static List<NewEvent> plain(List<TestEvents.Known> events) {
    return events.stream().map(TestEvents.Known::event).toList();
  }

  private List<StoredEvent> everything() {
    return all(new Predicate.Everything(), Window.ALWAYS, 1_000);
  }

  private List<StoredEvent> all(Predicate predicate, Window window, int limit) {
    List<StoredEvent> found = new ArrayList<>();
    String token = null;
    do {
      FoundPage page = store.find(predicate, window, token, limit, LIMIT);
      found.addAll(page.events());
      token = page.nextToken();
    } while (token != null);
    return found;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldAnswerLikeNaiveScanWhenQueriesAreRandom(long seed) {
    // Given
    var source = new TestEvents(seed);
    List<TestEvents.Known> events = new ArrayList<>(events(source, SIZE));
    Collections.shuffle(events, new Random(seed));
    Lease lease = store.lease(0, 0, 0);
    for (int i = 0; i < SIZE; i += SIZE / 6) {
      lease = store.append(lease, i + 1, plain(events.subList(i, i + SIZE / 6)), NOTHING).lease();
    }

    for (int round = 0; round < ROUNDS; round++) {
      RandomQuery query = RandomQuery.make(source.random(), 3);
      Window window = RandomQuery.window(source.random());

      // When
      List<StoredEvent> found = all(query.asked(), window, 40 + source.random().nextInt(200));

      // Then
      List<TestEvents.Known> expected =
          events.stream()
              .filter(e -> query.naive().test(e))
              .filter(e -> RandomQuery.isIn(window, e.event().event().eventTime()))
              .sorted(NEWEST_FIRST)
              .toList();
      assertThat(found.stream().map(e -> new String(e.bytes(), UTF_8)))
          .as("seed %s round %s %s %s", seed, round, query.asked(), window)
          .containsExactlyElementsOf(
              expected.stream().map(e -> new String(e.event().bytes(), UTF_8)).toList());
      assertThat(store.count(query.asked(), window, LIMIT))
          .isEqualTo(new EventCount(expected.size(), true));
    }
  }

  private static final Comparator<TestEvents.Known> NEWEST_FIRST =
      Comparator.comparing((TestEvents.Known e) -> e.event().event().eventTime())
          .thenComparing(e -> e.event().event().eventId())
          .thenComparing(e -> e.event().accountId())
          .reversed();

  @Test
  void shouldKeepEachEventOnceWhenItComesAgainInAnyBatch() {
    // Given
    List<NewEvent> events = plain(events(new TestEvents(5), 20));
    List<NewEvent> twice = new ArrayList<>(events);
    twice.addAll(events.subList(0, 5));
    Lease lease = store.lease(0, 0, 0);

    // When
    Appended first = store.append(lease, 1, twice, NOTHING);
    Appended again = store.append(first.lease(), 2, events, NOTHING);

    // Then
    assertThat(first.outcomes().subList(0, 20)).containsOnly(Outcome.STORED);
    assertThat(first.outcomes().subList(20, 25)).containsOnly(Outcome.DUPLICATE);
    assertThat(again.outcomes()).hasSize(20).containsOnly(Outcome.DUPLICATE);
    assertThat(everything()).hasSize(20);
  }

  @Test
  void shouldKeepTheFirstWhenSameEventComesWithOtherBytes() {
    // Given
    NewEvent event = new TestEvents(6).next().event();
    NewEvent other = TestEvents.withOtherBytes(event);
    Lease lease = store.lease(0, 0, 0);

    // When
    Appended inBatch = store.append(lease, 1, List.of(event, other), NOTHING);
    Appended later = store.append(inBatch.lease(), 2, List.of(other, other, event), NOTHING);

    // Then
    assertThat(inBatch.outcomes()).containsExactly(Outcome.STORED, Outcome.CONFLICT);
    assertThat(later.outcomes())
        .containsExactly(Outcome.CONFLICT, Outcome.CONFLICT, Outcome.DUPLICATE);
    assertThat(everything())
        .singleElement()
        .satisfies(e -> assertThat(e.bytes()).isEqualTo(event.bytes()));
  }

  @Test
  void shouldKeepBothWhenAccountsShareAnEventId() {
    // Given
    NewEvent event = new TestEvents(7).next().event();
    NewEvent foreign = new NewEvent("999999999999", event.event(), event.bytes());

    // When
    Appended appended = store.append(store.lease(0, 0, 0), 1, List.of(event, foreign), NOTHING);

    // Then
    assertThat(appended.outcomes()).containsExactly(Outcome.STORED, Outcome.STORED);
  }

  @Test
  void shouldLeaveNothingWhenWorkInTheTransactionFails() {
    // Given
    List<NewEvent> events = plain(events(new TestEvents(8), 10));
    Lease lease = store.lease(0, 0, 0);
    InTransaction crash =
        (connection, outcomes) -> {
          throw new SQLException("the process died here");
        };

    // When
    assertThatThrownBy(() -> store.append(lease, 10, events, crash))
        .isInstanceOf(StoreException.class);

    // Then
    assertThat(everything()).isEmpty();
    assertThat(store.untold(0, 100)).isEmpty();
    assertThat(store.lease(0, 0, 10).nextOffset()).isZero();
    assertThat(store.append(store.lease(0, 0, 10), 10, events, NOTHING).outcomes())
        .containsOnly(Outcome.STORED);
  }

  @Test
  void shouldFenceTheOldWriterWhenAnotherTookThePartition() {
    // Given
    List<NewEvent> events = plain(events(new TestEvents(9), 10));
    Lease old = store.lease(0, 0, 0);
    Lease current = store.lease(0, 0, 0);

    // When, Then
    assertThatThrownBy(() -> store.append(old, 10, events, NOTHING))
        .isInstanceOf(FencedException.class);
    assertThat(everything()).isEmpty();
    Lease after = store.append(current, 10, events, NOTHING).lease();
    assertThatThrownBy(() -> store.append(current, 10, events, NOTHING))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> store.told(old, 1)).isInstanceOf(FencedException.class);
    assertThat(store.lease(0, 0, 10).nextOffset()).isEqualTo(after.nextOffset());
  }

  @Test
  void shouldStartOverWhenTheLogNoLongerHoldsTheOffset() {
    // Given
    store.append(store.lease(0, 0, 0), 500, List.of(), NOTHING);

    // When, Then
    assertThat(store.lease(0, 10, 600).nextOffset()).isEqualTo(500);
    assertThat(store.lease(0, 0, 3).nextOffset()).isZero();
  }

  @Test
  void shouldStoreEachOnceWhenTwoWritersMakeTheSamePartitionsAtOnce() throws Exception {
    // Given
    List<NewEvent> events = plain(events(new TestEvents(10), 200));
    List<RowEventStore> stores = List.of(store, new RowEventStore(dataSource));

    // When
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<Appended>> done = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        RowEventStore mine = stores.get(i);
        Lease lease = mine.lease(i, 0, 0);
        Callable<Appended> append = () -> mine.append(lease, 200, events, NOTHING);
        done.add(both.submit(append));
      }
      for (Future<Appended> appended : done) {
        outcomes.addAll(appended.get().outcomes());
      }
    }

    // Then
    assertThat(outcomes.stream().filter(o -> o == Outcome.STORED)).hasSize(200);
    assertThat(outcomes.stream().filter(o -> o == Outcome.DUPLICATE)).hasSize(200);
    assertThat(everything()).hasSize(200);
  }

  @Test
  void shouldTellEachStoredEventOnceInOrderWhenBatchesOverlap() {
    // Given
    List<NewEvent> events = plain(events(new TestEvents(11), 30));
    Lease lease = store.lease(3, 0, 0);
    lease = store.append(lease, 1, events.subList(0, 20), NOTHING).lease();
    lease = store.append(lease, 2, events.subList(10, 20), NOTHING).lease();
    lease = store.append(lease, 3, events.subList(10, 30), NOTHING).lease();

    // When
    List<UntoldBatch> untold = store.untold(3, 1_000);

    // Then
    assertThat(
            untold.stream()
                .flatMap(b -> b.events().stream())
                .map(e -> new String(e.bytes(), UTF_8)))
        .containsExactlyElementsOf(events.stream().map(e -> new String(e.bytes(), UTF_8)).toList());
    assertThat(store.untold(3, 1)).hasSize(1);

    // When
    store.told(lease, untold.getFirst().batchNumber());

    // Then
    assertThat(store.untold(3, 1_000)).hasSize(1);
    assertThat(store.untoldBatches()).isEqualTo(1);
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
    List<NewEvent> events =
        texts.stream()
            .map(t -> t.getBytes(UTF_8))
            .map(b -> new NewEvent("111111111111", (ScannedEvent) new EventScanner().scan(b), b))
            .toList();

    // When
    store.append(store.lease(0, 0, 0), 1, events, NOTHING);

    // Then
    assertThat(everything().stream().map(e -> new String(e.bytes(), UTF_8)))
        .containsExactlyInAnyOrderElementsOf(texts);
    var byLongName = new Predicate.Equal(Attribute.EVENT_NAME, "n".repeat(20_000));
    assertThat(all(byLongName, Window.ALWAYS, 10)).hasSize(1);
  }

  @Test
  void shouldGoOnFromItsTokenWhenScanMeetsItsTimeLimit() {
    // Given
    List<NewEvent> events = plain(events(new TestEvents(12), 3_000));
    store.append(store.lease(0, 0, 0), 1, events, NOTHING);
    var nowhere =
        new Predicate.AtPath(
            JsonPath.parse("$.requestParameters.none"), Predicate.Operator.EQUAL, "x");

    // When: the limit is over after the first chunk
    FoundPage page = store.find(nowhere, Window.ALWAYS, null, 10, Duration.ofNanos(1));

    // Then
    assertThat(page.scanned()).isTrue();
    assertThat(page.timedOut()).isTrue();
    assertThat(page.events()).isEmpty();
    assertThat(page.nextToken()).isNotNull();

    // When
    long examined = page.examined();
    while (page.nextToken() != null) {
      page = store.find(nowhere, Window.ALWAYS, page.nextToken(), 10, Duration.ofNanos(1));
      examined += page.examined();
    }

    // Then
    assertThat(examined).isEqualTo(3_000);
    assertThat(store.count(nowhere, Window.ALWAYS, Duration.ofNanos(1)).exact()).isFalse();
  }

  @Test
  void shouldTallyValuesWhenAskedByAttribute() {
    // Given
    List<TestEvents.Known> events = events(new TestEvents(13), 300);
    store.append(store.lease(0, 0, 0), 1, plain(events), NOTHING);

    // When
    List<Tally> tallies =
        store.count(new Predicate.Everything(), Window.ALWAYS, Attribute.RESOURCE_TYPE, 10, LIMIT);

    // Then
    long withBucket = events.stream().filter(e -> !e.buckets().isEmpty()).count();
    assertThat(tallies).containsExactly(new Tally("AWS::S3::Bucket", withBucket));
  }

  @Test
  void shouldPageTheSameWhenAResourceIsInFewOrInManyEvents() {
    // Given: one bucket in 6,000 events, another in 3
    List<NewEvent> events = new ArrayList<>();
    for (int i = 0; i < 6_003; i++) {
      String bucket = i % 2_001 == 2_000 ? "rare" : "hot";
      byte[] bytes =
          ("{\"eventID\":\""
                  + i
                  + "\",\"eventTime\":\"2026-03-04T05:%02d:%02dZ\"".formatted(i / 60 % 60, i % 60)
                  + ",\"requestParameters\":{\"bucketName\":\""
                  + bucket
                  + "\"}}")
              .getBytes(UTF_8);
      events.add(
          new NewEvent("111111111111", (ScannedEvent) new EventScanner().scan(bytes), bytes));
    }
    store.append(store.lease(0, 0, 0), 1, events, NOTHING);

    for (String bucket : List.of("hot", "rare", "none")) {
      // When
      List<StoredEvent> found =
          all(new Predicate.Equal(Attribute.RESOURCE_NAME, bucket), Window.ALWAYS, 700);

      // Then
      List<String> expected =
          events.stream()
              .filter(e -> new String(e.bytes(), UTF_8).contains("\"" + bucket + "\""))
              .sorted(
                  Comparator.comparing((NewEvent e) -> e.event().eventTime())
                      .thenComparing(e -> e.event().eventId())
                      .reversed())
              .map(e -> e.event().eventId())
              .toList();
      assertThat(found.stream().map(e -> e.position().eventId()))
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void shouldRefuseATokenThatIsNone() {
    assertThatThrownBy(
            () -> store.find(new Predicate.Everything(), Window.ALWAYS, "nonsense", 10, LIMIT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

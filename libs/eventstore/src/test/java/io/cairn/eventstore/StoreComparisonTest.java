package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.eventstore.StoreSettings.RunSettings;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.eventstore.upkeep.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The block store beside a naive scan of the same events: random queries while blocks are open,
 * merged and sealed, at once and in turn, under any split of the events into batches. {@code
 * -Dcairn.full} makes it larger, with {@code -Dcairn.events} as large as memory allows (1.5 KB an
 * event, two million in 4 GB).
 */
@NullMarked
class StoreComparisonTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
  private static final InTransaction NOTHING = (connection, outcomes) -> {};
  private static final int SIZE =
      Boolean.getBoolean("cairn.full") ? Integer.getInteger("cairn.events", 200_000) : 1_500;
  private static final Comparator<TestEvents.Known> NEWEST_FIRST =
      Comparator.comparing((TestEvents.Known e) -> e.event().event().eventTime())
          .thenComparing(e -> e.event().event().eventId())
          .thenComparing(e -> e.event().accountId())
          .reversed();

  private static StoreSettings settings(RandomGenerator random) {
    int seal = random.nextInt(100, 2_000);
    var runs = new RunSettings(seal, random.nextInt(3_000, 100_000), 1_024, Duration.ZERO);
    return StoreSettings.ofDefaults()
        .withRuns(runs)
        .withMemory(random.nextBoolean() ? 1 << 20 : 64 << 20, 1 << 20)
        .withDictionary(random.nextBoolean() ? 0 : 4_096);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldAnswerLikeNaiveScanWhileBlocksMergeAndSeal(long seed) throws Exception {
    // Given
    var source = new TestEvents(seed);
    RandomGenerator random = source.random();
    List<TestEvents.Known> events =
        new ArrayList<>(Stream.generate(source::next).limit(SIZE).toList());
    Collections.shuffle(events, new Random(seed));
    try (var store = new BlockEventStore(TestPostgres.fresh(), settings(random))) {
      List<TestEvents.Known> stored = new ArrayList<>();
      Set<Step.Kind> steps = EnumSet.noneOf(Step.Kind.class);
      Lease lease = store.lease(0, 0, 0);
      int at = 0;
      while (at < events.size()) {
        int size = random.nextInt(8) > 0 ? random.nextInt(1, 60) : random.nextInt(1, SIZE / 8);
        List<TestEvents.Known> batch = events.subList(at, Math.min(at + size, events.size()));
        lease = append(store, lease, batch);
        stored.addAll(batch);
        at += batch.size();
        if (random.nextInt(4) == 0) {
          tell(store, lease);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
          steps.add(store.upkeep(random.nextBoolean() ? LATER : Instant.EPOCH).kind());
        }

        // When, Then
        if (random.nextInt(20) == 0) {
          compare(store, stored, random, 6, "seed " + seed + " at " + at);
        }
      }
      compare(store, stored, random, 20, "seed " + seed + " before the end");
      tell(store, lease);
      Step step = store.upkeep(LATER);
      for (int i = 0; step.kind() != Step.Kind.NOTHING; i++) {
        assertThat(i).as("upkeep comes to an end, at %s", step).isLessThan(10_000);
        steps.add(step.kind());
        step = store.upkeep(LATER);
      }
      compare(store, stored, random, 20, "seed " + seed + " at rest");
      assertThat(steps).contains(Step.Kind.MERGED_BLOCKS, Step.Kind.SEALED);
      assertThat(append(store, lease, events.subList(0, 500))).isNotEqualTo(lease);
      compare(store, stored, random, 5, "seed " + seed + " after duplicates");
    }
  }

  private static Lease append(BlockEventStore store, Lease lease, List<TestEvents.Known> batch) {
    List<NewEvent> events = batch.stream().map(TestEvents.Known::event).toList();
    return store.append(lease, lease.nextOffset() + 1, events, NOTHING).lease();
  }

  private static void tell(BlockEventStore store, Lease lease) {
    List<UntoldBatch> untold = store.untold(lease.partition(), 100_000);
    while (!untold.isEmpty()) {
      store.told(lease, untold.getLast().batchNumber());
      untold = store.untold(lease.partition(), 100_000);
    }
  }

  private static void compare(
      BlockEventStore store,
      List<TestEvents.Known> stored,
      RandomGenerator random,
      int rounds,
      String where) {
    for (int round = 0; round < rounds; round++) {
      RandomQuery query = RandomQuery.make(random, 3);
      Window window = RandomQuery.window(random);
      List<TestEvents.Known> expected =
          stored.stream()
              .filter(e -> query.naive().test(e))
              .filter(e -> RandomQuery.isIn(window, e.event().event().eventTime()))
              .sorted(NEWEST_FIRST)
              .toList();
      String what = where + " round " + round + " " + query.asked() + " " + window;
      comparePages(store, query, window, expected, random, what);
      assertThat(store.count(query.asked(), window, LIMIT))
          .as(what)
          .isEqualTo(new EventCount(expected.size(), true));
      if (!query.asked().needsScan()) {
        compareSums(store, query, window, expected, random, what);
      }
    }
  }

  private static void comparePages(
      BlockEventStore store,
      RandomQuery query,
      Window window,
      List<TestEvents.Known> expected,
      RandomGenerator random,
      String what) {
    List<String> found = new ArrayList<>();
    String token = null;
    int pages = random.nextInt(3) == 0 ? Integer.MAX_VALUE : 3;
    do {
      int limit = 1 + random.nextInt(1 + SIZE / 10) % EventStore.MAX_LIMIT;
      FoundPage page = store.find(query.asked(), window, token, limit, LIMIT);
      assertThat(page.hidden()).isEmpty();
      page.events().forEach(e -> found.add(new String(e.bytes(), UTF_8)));
      token = page.nextToken();
    } while (token != null && --pages > 0);
    List<String> wanted = expected.stream().map(e -> new String(e.event().bytes(), UTF_8)).toList();
    assertThat(found).as(what).isEqualTo(token == null ? wanted : wanted.subList(0, found.size()));
  }

  private static void compareSums(
      BlockEventStore store,
      RandomQuery query,
      Window window,
      List<TestEvents.Known> expected,
      RandomGenerator random,
      String what) {
    Attribute by = random.nextBoolean() ? Attribute.EVENT_NAME : Attribute.ERROR_CODE;
    Map<String, Long> sums =
        expected.stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.single().getOrDefault(by, "none"), Collectors.counting()));
    assertThat(
            store.count(query.asked(), window, by, 100, LIMIT).stream()
                .collect(
                    Collectors.toMap(t -> t.value() == null ? "none" : t.value(), Tally::count)))
        .as(what)
        .isEqualTo(sums);
    Duration step = Duration.ofHours(random.nextInt(1, 50));
    assertThat(store.histogram(query.asked(), window, step, LIMIT))
        .as(what)
        .isEqualTo(histogram(expected, step));
  }

  private static List<TimeCount> histogram(List<TestEvents.Known> events, Duration step) {
    Map<Instant, Long> sums =
        events.stream()
            .map(e -> e.event().event().eventTime().getEpochSecond())
            .map(s -> Instant.ofEpochSecond(s - s % step.toSeconds()))
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    return sums.entrySet().stream().map(e -> new TimeCount(e.getKey(), e.getValue())).toList();
  }
}

package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.eventstore.StoreSettings.RunSettings;
import io.cairn.eventstore.check.CheckReport;
import io.cairn.eventstore.store.BlockEventStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several writers, each with a partition and a store of its own, that get the same events. */
@NullMarked
@Timeout(120)
class SharedAccountTest {
  private static final boolean FULL = Boolean.getBoolean("cairn.full");
  private static final int WRITERS = 4;
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
  private static final InTransaction NOTHING = (connection, outcomes) -> {};
  private static final StoreSettings SETTINGS =
      StoreSettings.ofDefaults()
          .withRuns(new RunSettings(300, 10_000, 1_024, Duration.ZERO))
          .withDictionary(0);

  private static List<NewEvent> events(long seed, int count) {
    var source = new TestEvents(seed);
    return Stream.generate(source::next).limit(count).map(TestEvents.Known::event).toList();
  }

  /** Identity of an event in one text. */
  private static String identity(String account, String id, Instant time) {
    return account + " " + id + " " + time;
  }

  private static String identity(NewEvent event) {
    return identity(event.accountId(), event.event().eventId(), event.event().eventTime());
  }

  private static List<StoredEvent> stored(EventStore store) {
    List<StoredEvent> found = new ArrayList<>();
    String token = null;
    do {
      FoundPage page =
          store.find(
              new Predicate.Everything(), Window.ALWAYS, token, 1_000, Duration.ofSeconds(20));
      found.addAll(page.events());
      token = page.nextToken();
    } while (token != null);
    return found;
  }

  /** What one writer did with one event. */
  private record Done(NewEvent event, Outcome outcome) {}

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void shouldKeepTheFirstWhenTheOtherPartitionWaitsInItsTransaction(
      boolean otherBytes, boolean largeBatch) throws Exception {
    // Given
    DataSource source = TestPostgres.fresh();
    List<NewEvent> events = events(3, largeBatch ? 5_000 : 5);
    List<NewEvent> again =
        otherBytes ? events.stream().map(TestEvents::withOtherBytes).toList() : events;
    var inTransaction = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    InTransaction hold =
        (_, _) -> {
          inTransaction.countDown();
          await(goOn);
        };
    try (var first = new BlockEventStore(source, SETTINGS);
        var second = new BlockEventStore(source, SETTINGS);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Lease lease = first.lease(0, 0, 0);
      Lease other = second.lease(1, 0, 0);

      // When: the second has judged, and waits for the first's commit
      Future<Appended> holding = threads.submit(() -> first.append(lease, 1, events, hold));
      await(inTransaction);
      Future<Appended> waiting = threads.submit(() -> second.append(other, 1, again, NOTHING));
      while (!someoneWaitsForALock(source) && !waiting.isDone()) {
        Thread.onSpinWait();
      }
      goOn.countDown();

      // Then
      assertThat(holding.get().outcomes()).containsOnly(Outcome.STORED);
      assertThat(waiting.get().outcomes())
          .containsOnly(otherBytes ? Outcome.CONFLICT : Outcome.DUPLICATE);
      assertThat(stored(second).stream().map(e -> new String(e.bytes(), UTF_8)))
          .containsExactlyInAnyOrderElementsOf(
              events.stream().map(e -> new String(e.bytes(), UTF_8)).toList());
      assertThat(second.check().faults()).isEmpty();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static boolean someoneWaitsForALock(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'")) {
      row.next();
      return row.getInt(1) > 0;
    }
  }

  @Test
  void shouldSeeWhatTheOtherStoredWhenPartitionsTakeTurns() throws Exception {
    // Given
    List<NewEvent> events = events(4, 400);
    try (var store = new BlockEventStore(TestPostgres.fresh(), SETTINGS)) {
      Lease left = store.lease(0, 0, 0);
      Lease right = store.lease(1, 0, 0);

      for (int i = 0; i < 4; i++) {
        // When: each sends a hundred new ones, then those of the other
        List<NewEvent> part = events.subList(i * 100, i * 100 + 100);
        Appended one = store.append(i % 2 == 0 ? left : right, i * 2 + 1, part, NOTHING);
        Appended two = store.append(i % 2 == 0 ? right : left, i * 2 + 2, part, NOTHING);
        left = i % 2 == 0 ? one.lease() : two.lease();
        right = i % 2 == 0 ? two.lease() : one.lease();

        // Then
        assertThat(one.outcomes()).containsOnly(Outcome.STORED);
        assertThat(two.outcomes()).containsOnly(Outcome.DUPLICATE);
      }
      assertThat(stored(store)).hasSize(400);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldStoreEachEventOnceWhenSeveralWritersGetItAtOnce(long seed) throws Exception {
    // Given: each writer gets most of all events, some with other bytes, in batches of its own
    DataSource source = TestPostgres.fresh();
    List<NewEvent> events = events(seed, FULL ? 20_000 : 250);
    var barrier = new CyclicBarrier(WRITERS);
    var over = new AtomicBoolean();
    List<Done> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        var sound = new BlockEventStore(source, SETTINGS)) {
      List<Future<List<Done>>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(threads.submit(writer(source, i, events, new Random(seed * 10 + i), barrier)));
      }
      Future<Integer> upkeep = threads.submit(() -> upkeep(source, over));

      // When
      for (Future<List<Done>> writer : writers) {
        done.addAll(writer.get());
      }
      over.set(true);
      upkeep.get();

      // Then
      Map<String, String> kept = new HashMap<>();
      for (Done one : done) {
        if (one.outcome() == Outcome.STORED) {
          String before = kept.put(identity(one.event()), new String(one.event().bytes(), UTF_8));
          assertThat(before).as("seed %s: %s is new once", seed, one.event()).isNull();
        }
      }
      Map<String, String> found = new HashMap<>();
      for (StoredEvent event : stored(sound)) {
        var p = event.position();
        String before =
            found.put(
                identity(p.accountId(), p.eventId(), p.eventTime()),
                new String(event.bytes(), UTF_8));
        assertThat(before).as("seed %s: %s is stored once", seed, p).isNull();
      }
      assertThat(found).isEqualTo(kept);
      assertThat(done)
          .allSatisfy(
              one -> {
                boolean same =
                    new String(one.event().bytes(), UTF_8).equals(kept.get(identity(one.event())));
                assertThat(one.outcome() == Outcome.CONFLICT).isNotEqualTo(same);
              });
      CheckReport report = sound.check();
      assertThat(report.faults()).isEmpty();
      assertThat(report.events()).isEqualTo(kept.size());
    }
  }

  private static Callable<List<Done>> writer(
      DataSource source, int number, List<NewEvent> events, Random random, CyclicBarrier barrier) {
    List<NewEvent> own = new ArrayList<>();
    for (NewEvent event : events) {
      if (random.nextInt(4) > 0) {
        own.add(random.nextInt(10) == 0 ? TestEvents.withOtherBytes(event) : event);
      }
      if (random.nextInt(8) == 0) {
        own.add(event);
      }
    }
    Collections.shuffle(own, random);
    return () -> {
      List<Done> done = new ArrayList<>();
      try (var store = new BlockEventStore(source, SETTINGS)) {
        Lease lease = store.lease(number, 0, 0);
        barrier.await();
        for (int at = 0; at < own.size(); ) {
          int end =
              Math.min(own.size(), at + 1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 20));
          List<NewEvent> batch = own.subList(at, end);
          Appended appended = store.append(lease, end, batch, NOTHING);
          for (int i = 0; i < batch.size(); i++) {
            done.add(new Done(batch.get(i), appended.outcomes().get(i)));
          }
          store.untold(number, 10_000).forEach(b -> store.told(appended.lease(), b.batchNumber()));
          lease = appended.lease();
          at = end;
        }
      }
      return done;
    };
  }

  private static int upkeep(DataSource source, AtomicBoolean over) {
    int steps = 0;
    try (var store = new BlockEventStore(source, SETTINGS)) {
      while (!over.get()) {
        steps += store.upkeep(LATER).events() > 0 ? 1 : 0;
      }
    }
    return steps;
  }
}

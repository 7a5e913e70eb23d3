package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.eventstore.StoreSettings.RunSettings;
import io.cairn.eventstore.check.CheckReport;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.eventstore.upkeep.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A writer, and upkeep, that die at each of their statements in turn. */
@NullMarked
class StoreAbortTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
  private static final StoreSettings SETTINGS =
      StoreSettings.ofDefaults()
          .withRuns(new RunSettings(1_000, 10_000, 1_024, Duration.ZERO))
          .withDictionary(0);
  private static final InTransaction NOTHING = (connection, outcomes) -> {};

  private static List<NewEvent> events(TestEvents source, int count) {
    return Stream.generate(source::next).limit(count).map(TestEvents.Known::event).toList();
  }

  private static List<String> stored(EventStore store) {
    List<String> found = new ArrayList<>();
    String token = null;
    do {
      FoundPage page = store.find(new Predicate.Everything(), Window.ALWAYS, token, 1_000, LIMIT);
      page.events().forEach(e -> found.add(new String(e.bytes(), UTF_8)));
      token = page.nextToken();
    } while (token != null);
    return found;
  }

  private static List<String> texts(List<NewEvent> events) {
    return events.stream().map(e -> new String(e.bytes(), UTF_8)).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldStoreEachEventOnceWhenTheWriterDiesAtAnyStatement(boolean loseAnswers)
      throws Exception {
    DataSource real = TestPostgres.fresh();
    var failing = new FailingDataSource(real);
    List<NewEvent> all = new ArrayList<>();
    var source = new TestEvents(76);
    int died = 0;
    try (var sound = new BlockEventStore(real, SETTINGS)) {
      for (int steps = 0; ; steps++) {
        // Given
        List<NewEvent> batch = new ArrayList<>(events(source, 30));
        batch.addAll(all.subList(0, Math.min(10, all.size())));
        try (var writer = new BlockEventStore(failing.source(), SETTINGS)) {
          Lease lease = writer.lease(0, 0, steps);

          // When
          failing.arm(steps, loseAnswers);
          boolean acknowledged = append(writer, lease, steps + 1, batch);
          boolean failed = failing.hasFailed();
          failing.disarm();

          // Then
          List<String> before = texts(all);
          all.addAll(batch.subList(0, 30));
          List<String> found = stored(sound);
          List<String> wanted = found.size() == before.size() ? before : texts(all);
          assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
          assertThat(acknowledged).isEqualTo(!failed);

          // When: the next owner goes on from the stored offset
          Lease next = writer.lease(0, 0, steps + 1);
          if (next.nextOffset() == steps) {
            writer.append(next, steps + 1, batch, NOTHING);
          }

          // Then
          assertThat(stored(sound)).containsExactlyInAnyOrderElementsOf(texts(all));
          if (acknowledged) {
            break;
          }
          died++;
        }
      }
      CheckReport report = sound.check();
      assertThat(report.faults()).isEmpty();
      assertThat(report.events()).isEqualTo(all.size());
    }
    assertThat(died).isGreaterThan(5);
  }

  private static boolean append(
      EventStore store, Lease lease, long nextOffset, List<NewEvent> batch) {
    try {
      store.append(lease, nextOffset, batch, NOTHING);
      return true;
    } catch (StoreException _) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldChangeNoAnswerWhenUpkeepDiesAtAnyStatement(boolean loseAnswers) throws Exception {
    // Given: twenty small blocks on each of ten days
    DataSource real = TestPostgres.fresh();
    var failing = new FailingDataSource(real);
    Set<Step.Kind> kinds = EnumSet.noneOf(Step.Kind.class);
    try (var sound = new BlockEventStore(real, SETTINGS)) {
      List<NewEvent> all = events(new TestEvents(77), 400);
      Lease lease = sound.lease(0, 0, 0);
      for (int i = 0; i < all.size(); i += 20) {
        lease = sound.append(lease, i + 1, all.subList(i, i + 20), NOTHING).lease();
      }
      UntoldBatch last = sound.untold(0, 100_000).getLast();
      sound.told(lease, last.batchNumber());
      List<String> before = stored(sound);

      // When
      boolean done = false;
      int steps = 0;
      while (!done) {
        try (var upkeep = new BlockEventStore(failing.source(), SETTINGS)) {
          failing.arm(steps, loseAnswers);
          try {
            Step step = upkeep.upkeep(LATER);
            kinds.add(step.kind());
            done = step.kind() == Step.Kind.NOTHING;
            steps = 0;
          } catch (StoreException _) {
            assertThat(failing.hasFailed()).isTrue();
            steps += 1 + steps / 2;
          }
        } finally {
          failing.disarm();
        }

        // Then
        assertThat(stored(sound)).isEqualTo(before);
      }
      CheckReport report = sound.check();
      assertThat(report.faults()).isEmpty();
      assertThat(report.openBlocks()).isZero();
    }
    assertThat(kinds).contains(Step.Kind.MERGED_BLOCKS, Step.Kind.SEALED);
  }
}

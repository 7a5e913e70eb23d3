package io.cairn.trail.move;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.FoundPage;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.RowEventStore;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.StoreException;
import io.cairn.eventstore.StoreSettings;
import io.cairn.eventstore.StoredEvent;
import io.cairn.eventstore.Window;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.testkit.servers.KafkaProbe;
import io.cairn.trail.TrailApi;
import io.cairn.trail.ledger.LedgerBatch;
import io.cairn.trail.tell.BatchSender;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A data folder of the row store, moved by a process that is killed again and again. */
@NullMarked
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class RowMoveTest {
  private static final int OLD_PARTITION = 77;
  private static final String GIVEN_ACCOUNT = "666666666666";

  private static final MoveConfig SMALL_STEPS =
      new MoveConfig() {
        @Override
        public int rows() {
          return 100;
        }

        @Override
        public Duration progress() {
          return Duration.ZERO;
        }

        @Override
        public Duration retry() {
          return Duration.ZERO;
        }
      };

  @Inject DataSource dataSource;
  @Inject BlockEventStore store;
  @Inject BatchSender sender;
  @Inject LedgerBatch ledger;
  @Inject Event<RowsMoved> moved;
  @Inject RowMove atStart;

  private static NewEvent event(int number) {
    String id =
        number % 10 == 0
            ? "rows-" + number
            : UUID.nameUUIDFromBytes(("rows" + number).getBytes(UTF_8)).toString();
    String account =
        number % 7 == 0 ? "" : ",\"recipientAccountId\":\"77777777777" + number % 3 + "\"";
    Instant time = Instant.parse("2025-05-06T00:00:00Z").plusSeconds(number / 3 * 600L);
    byte[] bytes =
        "{\"eventID\":\"%s\",\"eventTime\":\"%s\",\"eventName\":\"MovedTest\",\n \"number\": %d%s}"
            .formatted(id, time, number, account)
            .getBytes(UTF_8);
    var scanned = (ScannedEvent) new EventScanner().scan(bytes);
    String of = scanned.recordAccountId();
    return new NewEvent(of == null ? GIVEN_ACCOUNT : of, scanned, bytes);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private boolean is(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** The tables as the version before made them, with 2,000 events, the last 500 not told. */
  private List<NewEvent> rowStore() throws SQLException, IOException {
    for (String file :
        List.of(
            "V202611240900__event_store.sql",
            "V202611241000__resource_index_without_pending_list.sql")) {
      try (InputStream ddl =
          Objects.requireNonNull(
              RowEventStore.class.getResourceAsStream("/db/eventstore/" + file))) {
        execute(
            new String(ddl.readAllBytes(), UTF_8)
                .replace("create table writer_lease", "create table if not exists writer_lease"));
      }
    }
    List<NewEvent> events = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      events.add(event(i));
    }
    var rows = new RowEventStore(dataSource);
    Lease lease = rows.lease(OLD_PARTITION, 0, 0);
    for (int i = 0; i < 2_000; i += 250) {
      lease = rows.append(lease, i + 1, events.subList(i, i + 250), (_, _) -> {}).lease();
    }
    var told = rows.untold(OLD_PARTITION, 1_500);
    assertThat(told).hasSize(6);
    rows.told(lease, told.getLast().batchNumber());
    return events;
  }

  private List<StoredEvent> found() {
    List<StoredEvent> all = new ArrayList<>();
    var query = new Predicate.Equal(Attribute.EVENT_NAME, "MovedTest");
    String token = null;
    do {
      FoundPage page = store.find(query, Window.ALWAYS, token, 1_000, Duration.ofSeconds(20));
      all.addAll(page.events());
      token = page.nextToken();
    } while (token != null);
    return all;
  }

  private RowMove mover(DataSource source, BlockEventStore blocks) {
    return new RowMove(source, blocks, sender, ledger, SMALL_STEPS, moved);
  }

  @AfterEach
  void forgetPartitionsThatNoLogHas() throws SQLException {
    execute("delete from writer_lease where partition_number >= " + OLD_PARTITION);
  }

  @Test
  void shouldMoveEachRowOnceAndTellTheRestWhenItIsKilledAtAnyStep()
      throws SQLException, IOException {
    try (var kafka = new KafkaProbe()) {
      // Given
      List<NewEvent> events = rowStore();

      // When
      int killed = 0;
      boolean done = false;
      for (int steps = 0; !done; steps += 1 + steps / 3) {
        var dying = new DyingDataSource(dataSource, steps);
        try (var blocks = opened(dying)) {
          done = mover(dying.source(), blocks).attempt();
        } catch (SQLException | StoreException _) {
          killed++;
          assertThat(dying.isDead()).isTrue();
          assertThat(found().size()).isLessThanOrEqualTo(events.size());
        }
      }

      // Then: each event is there once, byte for byte, under its account
      assertThat(killed).isGreaterThan(10);
      assertThat(found())
          .extracting(e -> e.accountId() + " " + new String(e.bytes(), UTF_8))
          .containsExactlyInAnyOrderElementsOf(
              events.stream()
                  .map(e -> e.accountId() + " " + new String(e.bytes(), UTF_8))
                  .toList());
      assertThat(store.check().faults()).isEmpty();
      assertThat(TrailApi.count(Map.of("eventName", "MovedTest"))).isEqualTo(2_000);

      // Then: nothing of the row store is left, and what it had not told was told
      assertThat(is("select to_regclass('event') is null")).isTrue();
      assertThat(is("select exists (select 1 from row_move)")).isFalse();
      assertThat(is("select exists (select 1 from writer_lease where partition_number < 0)"))
          .isFalse();
      assertThat(is("select exists (select 1 from open_block where partition_number < -1)"))
          .isFalse();
      assertThat(told(kafka))
          .containsAll(events.subList(1_500, 2_000).stream().map(RowMoveTest::text).toList())
          .doesNotContainAnyElementsOf(
              events.subList(0, 1_500).stream().map(RowMoveTest::text).toList());
    }
  }

  private static BlockEventStore opened(DyingDataSource dying) {
    return new BlockEventStore(dying.source(), StoreSettings.ofDefaults());
  }

  private static String text(NewEvent event) {
    return new String(event.bytes(), UTF_8);
  }

  private static List<String> told(KafkaProbe kafka) {
    List<String> told = new ArrayList<>();
    for (KafkaProbe.Read read : kafka.readAll(Topic.TRAIL_EVENT_RECORDED.topicName())) {
      EventBatch.parse(read.value(), read.headers().get(Headers.LENGTHS)).texts().stream()
          .filter(text -> text.contains("\"MovedTest\""))
          .forEach(told::add);
    }
    return told;
  }

  @Test
  void shouldRefuseARowWriterWhileItsRowsAreMoved() throws SQLException, IOException {
    // Given: an older process that still runs
    List<NewEvent> events = rowStore();
    var old = new RowEventStore(dataSource);
    Lease lease = old.lease(OLD_PARTITION + 1, 0, 0);
    try (Connection connection = dataSource.getConnection()) {
      OldRows.close(connection);

      // When, Then: it cannot store what the move would not see, and keeps it in Kafka
      assertThatThrownBy(() -> old.append(lease, 1, List.of(event(5_000)), (_, _) -> {}))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("ck_closed");
    }
    assertThat(mover(dataSource, store).attempt()).isTrue();
    assertThat(found()).hasSize(events.size());
    assertThat(atStart.isDone()).isTrue();
  }
}

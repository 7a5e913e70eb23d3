package io.cairn.trail.writer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.cairn.testkit.servers.KafkaProbe;
import io.cairn.trail.TrailApi;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The writer, by what it makes of records on Kafka; each test is a source of its own. */
@NullMarked
@QuarkusTest
class WriterTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String RECEIVED = Topic.TRAIL_EVENT_RECEIVED.topicName();
  private static final String ACCOUNT = "555555555555";

  @Inject
  @SuppressWarnings("NullAway.Init")
  DataSource dataSource;

  private static byte[] record(String id) {
    return record(id, "");
  }

  private static byte[] record(String id, String more) {
    return ("{\"eventID\":\""
            + id
            + "\",\"eventTime\":\"2026-03-04T05:06:07Z\",\"eventName\":\"WriterTest\","
            + "\"recipientAccountId\":\""
            + ACCOUNT
            + "\""
            + more
            + "}")
        .getBytes(UTF_8);
  }

  private static List<byte[]> records(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> record(name + "-" + i)).toList();
  }

  private static void send(
      KafkaProbe kafka, String source, byte[] value, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put(Headers.SOURCE, source);
    kafka.send(RECEIVED, ACCOUNT, value, headers);
  }

  private static void send(KafkaProbe kafka, String source, List<byte[]> records) {
    var batch = new EventBatch(records);
    send(kafka, source, batch.value(), batch.headers());
  }

  private static void awaitReceived(String source, long received) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(TrailApi.ledger(source).getString("received"))
                    .isEqualTo(Long.toString(received)));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> told(KafkaProbe kafka, String name) {
    List<String> told = new ArrayList<>();
    for (KafkaProbe.Read read : kafka.readAll(Topic.TRAIL_EVENT_RECORDED.topicName())) {
      EventBatch.parse(read.value(), read.headers().get(Headers.LENGTHS)).texts().stream()
          .filter(text -> text.contains("\"" + name + "-"))
          .forEach(told::add);
    }
    return told;
  }

  @Test
  void shouldStoreAndTellEachOnceInOrderWhenRecordsComeTwiceAndInDisorder() {
    try (var kafka = new KafkaProbe()) {
      // Given
      List<byte[]> once = records("twice", 300);
      List<byte[]> shuffled = new ArrayList<>(once);
      Collections.shuffle(shuffled, new Random(3));

      // When
      send(kafka, "twice", once.subList(0, 200));
      send(kafka, "twice", shuffled);
      send(kafka, "twice", once);

      // Then
      awaitReceived("twice", 800);
      var line = TrailApi.ledger("twice");
      assertThat(line.getLong("stored")).isEqualTo(300);
      assertThat(line.getLong("duplicate")).isEqualTo(500);
      assertThat(line.getLong("refused")).isZero();
      List<String> expected =
          new ArrayList<>(once.subList(0, 200).stream().map(b -> new String(b, UTF_8)).toList());
      shuffled.stream()
          .map(b -> new String(b, UTF_8))
          .filter(text -> !expected.contains(text))
          .toList()
          .forEach(expected::add);
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(told(kafka, "twice")).containsExactlyElementsOf(expected));
    }
  }

  @Test
  void shouldStoreEachOnceWhenTransactionsAreCutOffBetweenEventsAndLedger() throws SQLException {
    // Given: the first four transactions of this source break after their events were written
    execute("create sequence cut_off");
    execute(
        """
        create function cut_off() returns trigger language plpgsql as $$
        begin
          if new.source_id = 'crash' and nextval('cut_off') <= 4 then
            raise exception 'cut off' using errcode = '57P01';
          end if;
          return new;
        end $$
        """);
    execute(
        "create trigger cut_off before insert on ledger_count for each row execute function"
            + " cut_off()");
    try (var kafka = new KafkaProbe()) {
      // When
      for (int i = 0; i < 10; i++) {
        send(kafka, "crash", records("crash" + i, 50));
      }

      // Then
      awaitReceived("crash", 500);
      assertThat(TrailApi.ledger("crash").getLong("stored")).isEqualTo(500);
      assertThat(TrailApi.ledger("crash").getLong("duplicate")).isZero();
      for (int i = 0; i < 10; i++) {
        String name = "crash" + i;
        await().atMost(SOON).untilAsserted(() -> assertThat(told(kafka, name)).hasSize(50));
      }
    } finally {
      execute("drop trigger cut_off on ledger_count");
    }
  }

  @Test
  void shouldRefuseOnlyTheCulpritWhenTheDatabaseRefusesARecord() throws SQLException {
    // Given
    execute(
        """
        create function refuse_one() returns trigger language plpgsql as $$
        begin
          if position(substr(sha256('culprit-1'), 1, 16) in new.keys) > 0 then
            raise exception 'not this one' using errcode = '22023';
          end if;
          return new;
        end $$
        """);
    execute(
        "create trigger refuse_one before insert on block for each row execute function"
            + " refuse_one()");
    try (var kafka = new KafkaProbe()) {
      // When
      send(kafka, "culprit", records("culprit", 5));
      send(kafka, "culprit", records("innocent", 5));

      // Then
      awaitReceived("culprit", 10);
      assertThat(TrailApi.ledger("culprit").getLong("stored")).isEqualTo(9);
      assertThat(TrailApi.ledger("culprit").getLong("refused")).isEqualTo(1);
      assertThat(refusals("culprit")).containsExactly("NOT_STORABLE");
    } finally {
      execute("drop trigger refuse_one on block");
    }
  }

  private static List<String> refusals(String source) {
    return TrailApi.as("cloudtrail:GetTrailStatus")
        .queryParam("source", source)
        .get("/api/v1/trail/ledger/refusals")
        .jsonPath()
        .getList("items.code", String.class);
  }

  @Test
  void shouldKeepPoisonWithItsBytesAndGoOn() {
    try (var kafka = new KafkaProbe()) {
      // Given
      byte[] poison = "{\"eventID\":\"poison-x\"} and more".getBytes(UTF_8);

      // When
      send(kafka, "poison", new byte[0], Map.of());
      send(kafka, "poison", List.of(record("poison-1"), poison, record("poison-2")));
      send(kafka, "poison", record("poison-3"), Map.of(Headers.LENGTHS, "9999"));
      send(kafka, "poison", List.of(record("poison-4")));

      // Then
      awaitReceived("poison", 6);
      assertThat(TrailApi.ledger("poison").getLong("stored")).isEqualTo(3);
      assertThat(TrailApi.ledger("poison").getLong("refused")).isEqualTo(3);
      assertThat(refusals("poison"))
          .containsExactlyInAnyOrder("NOT_A_BATCH", "NOT_JSON", "NOT_A_BATCH");
      assertThat(
              TrailApi.as("cloudtrail:ListImportFailures")
                  .get("/api/v1/trail/dead-letters")
                  .jsonPath()
                  .getList("items.preview", String.class))
          .contains(new String(poison, UTF_8));
    }
  }

  @Test
  void shouldKeepTheFirstAndReportWhenSameEventHasOtherBytes() {
    try (var kafka = new KafkaProbe()) {
      // When
      send(kafka, "conflict", List.of(record("conflict-1")));
      send(kafka, "conflict", List.of(record("conflict-1", ",\"errorCode\":\"forged\"")));

      // Then
      awaitReceived("conflict", 2);
      assertThat(TrailApi.ledger("conflict").getLong("conflict")).isEqualTo(1);
      assertThat(TrailApi.ledger("conflict").getLong("duplicate")).isEqualTo(1);
      assertThat(refusals("conflict")).containsExactly("CONFLICT");
      var found = TrailApi.find(Map.of("eventId", "conflict-1")).jsonPath();
      assertThat(found.getList("items")).hasSize(1);
      assertThat(found.getString("items[0].errorCode")).isNull();
    }
  }

  @Test
  void shouldStoreADeadLetterWhenItIsReplayedAfterTheCauseIsGone() throws SQLException {
    try (var kafka = new KafkaProbe()) {
      // Given: a record without an account, from a source that has none
      String record = new String(record("replay-1"), UTF_8).replace("recipientAccountId", "was");
      send(kafka, "replay", List.of(record.getBytes(UTF_8)));
      awaitReceived("replay", 1);
      assertThat(refusals("replay")).containsExactly("ACCOUNT_MISSING");
      execute(
          "update dead_letter set headers = headers || '&source-account="
              + ACCOUNT
              + "' where id = (select dead_letter_id from ledger_refusal where source_id = 'replay')");
      String id =
          TrailApi.as("cloudtrail:GetTrailStatus")
              .get("/api/v1/trail/ledger/refusals?source=replay")
              .jsonPath()
              .getString("items[0].deadLetterId");

      // When
      TrailApi.as("cloudtrail:StartImport")
          .post("/api/v1/trail/dead-letters/" + id + "/replay")
          .then()
          .statusCode(202);

      // Then
      awaitReceived("replay", 2);
      assertThat(TrailApi.ledger("replay").getLong("stored")).isEqualTo(1);
    }
  }

  @Test
  void shouldTakeThePartitionUpAgainWhenAWriterThatIsGoneFencedIt() throws SQLException {
    try (var kafka = new KafkaProbe()) {
      // Given: somebody else took all partitions, though Kafka gives them to this process
      send(kafka, "fenced", records("before", 5));
      awaitReceived("fenced", 5);
      execute("update writer_lease set epoch = epoch + 1");

      // When
      send(kafka, "fenced", records("behind", 20));

      // Then
      awaitReceived("fenced", 25);
      assertThat(TrailApi.ledger("fenced").getLong("stored")).isEqualTo(25);
      await().atMost(SOON).untilAsserted(() -> assertThat(told(kafka, "behind")).hasSize(20));
    }
  }

  @Test
  void shouldShowNoLagWhenEverythingIsStored() {
    try (var kafka = new KafkaProbe()) {
      // Given
      send(kafka, "lag", records("lag", 3));
      awaitReceived("lag", 3);

      // When, Then
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                var status =
                    TrailApi.as("cloudtrail:GetTrailStatus").get("/api/v1/trail/status").jsonPath();
                assertThat(status.getLong("lag")).isZero();
                assertThat(status.getLong("untoldBatches")).isZero();
                assertThat(status.getList("partitions.writtenHere")).containsOnly(true);
                assertThat(status.getList("sources.sourceId", String.class)).contains("lag");
              });
    }
  }
}

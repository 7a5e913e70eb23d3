package io.cairn.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.contracts.Topic;
import io.cairn.messaging.HealthPage;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The relay when the broker refuses, a topic is missing, or two replicas send. */
@NullMarked
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class OutboxFailureTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String CHANGED = Topic.CONFIG_COMPLIANCE_CHANGED.topicName();

  @Inject Outbox outbox;
  @Inject OutboxPages pages;
  @Inject DataSource dataSource;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private static List<String> texts(KafkaProbe probe, String topic, String start) {
    return probe.read(topic, read -> read.text().startsWith(start)).stream()
        .map(KafkaProbe.Read::text)
        .toList();
  }

  private void add(String topic, List<String> keys, List<String> values) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO outbox (event_id, topic, record_key, payload)"
                    + " VALUES (gen_random_uuid(), ?, ?, ?)")) {
      for (int i = 0; i < values.size(); i++) {
        insert.setString(1, topic);
        insert.setString(2, keys.get(i));
        insert.setBytes(3, values.get(i).getBytes(UTF_8));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Test
  void shouldSetARowAsideAndSayItWhenTheBrokerWillNeverTakeIt() throws SQLException {
    try (var probe = new KafkaProbe()) {
      // When
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                outbox.add(Topic.CONFIG_COMPLIANCE_CHANGED, "big", new byte[2 << 20]);
                outbox.add(Topic.CONFIG_COMPLIANCE_CHANGED, "big", "behind-1".getBytes(UTF_8));
              });

      // Then
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(texts(probe, CHANGED, "behind-")).hasSize(1));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(HealthPage.check("outbox"))
                      .containsEntry("parked", 1)
                      .containsEntry("sending", true));
      assertThat(HealthPage.metric("cairn_messaging_outbox_parked")).isEqualTo(1);
    } finally {
      execute("DELETE FROM outbox WHERE parked_at IS NOT NULL");
    }
  }

  @Test
  void shouldSendOtherTopicsWhenOneIsMissingAndSendItInOrderOnceItIsThere() throws Exception {
    // Given: more rows than a page holds, all for a topic that is not there
    String missing = "test.missing.v1";
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      values.add("missing-" + i);
    }
    add(missing, values.stream().map(_ -> "k").toList(), values);
    try (var probe = new KafkaProbe()) {
      // When
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  outbox.add(
                      Topic.CONFIG_COMPLIANCE_CHANGED, "k", "in-spite-of-it".getBytes(UTF_8)));

      // Then
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(texts(probe, CHANGED, "in-spite")).hasSize(1));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(HealthPage.check("outbox"))
                      .containsEntry("sending", false)
                      .containsKey("problem:" + missing));

      // When
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
        admin.createTopics(List.of(new NewTopic(missing, 2, (short) 1))).all().get();
      }

      // Then
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(texts(probe, missing, "missing-").stream().distinct().toList())
                      .containsExactlyElementsOf(values));
    }
  }

  @Test
  void shouldKeepEachKeysOrderWhenReplicasSendAtTheSameTime() throws Exception {
    // Given
    Map<String, List<String>> expected = new TreeMap<>();
    List<String> keys = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      String key = "replica-key-" + i % 11;
      keys.add(key);
      values.add("replicas-" + i);
      expected.computeIfAbsent(key, _ -> new ArrayList<>()).add("replicas-" + i);
    }
    add(CHANGED, keys, values);

    // When: three more relays beside the service's own
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> relays = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        relays.add(threads.submit(relay()));
      }
      for (Future<Integer> relay : relays) {
        assertThat(relay.get()).isGreaterThanOrEqualTo(0);
      }
    }

    // Then
    try (var probe = new KafkaProbe()) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                Map<String, List<String>> sent = new TreeMap<>();
                probe
                    .read(CHANGED, read -> read.text().startsWith("replicas-"))
                    .forEach(
                        read ->
                            sent.computeIfAbsent(read.key(), _ -> new ArrayList<>())
                                .add(read.text()));
                assertThat(sent).isEqualTo(expected);
              });
    }
  }

  private Callable<Integer> relay() {
    return () -> {
      int sent = 0;
      for (int i = 0; i < 50 && remaining(); i++) {
        sent += pages.sendOne(List.of()).topics().size();
      }
      return sent;
    };
  }

  private boolean remaining() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT EXISTS (SELECT 1 FROM outbox WHERE topic = '" + CHANGED + "')")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

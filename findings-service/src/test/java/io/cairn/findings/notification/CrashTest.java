package io.cairn.findings.notification;

import static io.cairn.findings.Api.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.contracts.ComplianceType;
import io.cairn.findings.Api;
import io.cairn.findings.compliance.Verdicts;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a replica that died in between leaves behind, and records that nobody can plan for. */
@NullMarked
@QuarkusTest
class CrashTest {
  @Inject Database database;

  private final String account = Api.account();
  private final KafkaProbe probe = new KafkaProbe();
  private final Receiver receiver;

  CrashTest() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void close() {
    probe.close();
    receiver.close();
  }

  private int run(String sql, String targetId) {
    return database.call(
        "arrange a test",
        connection -> Statement.of(sql).with(UUID.fromString(targetId)).run(connection));
  }

  private int waiting(String targetId) {
    return database.call(
        "look at a test",
        connection ->
            Statement.of(
                    "SELECT count(*) FROM notification_mention WHERE target_id = ? AND delivery_id IS NULL")
                .with(UUID.fromString(targetId))
                .first(connection, row -> row.getInt(1))
                .orElseThrow());
  }

  @Test
  void shouldSendWhatADeadReplicaLeftOnceItsLeaseIsOver() {
    // Given
    String target =
        Targets.id(Targets.webhook(receiver.url("/"), account, "on", List.of("compliance")));
    run(
        "UPDATE notification_target SET leased_until = now() + interval '1 hour' WHERE id = ?",
        target);
    Verdicts.send(probe, Verdicts.verdict(account, ComplianceType.NON_COMPLIANT, 1, 1));
    soon(() -> assertThat(waiting(target)).isEqualTo(1));
    assertThat(receiver.received()).isEmpty();

    // When
    run(
        "UPDATE notification_target SET leased_until = now() - interval '1 second' WHERE id = ?",
        target);

    // Then
    soon(() -> assertThat(Targets.deliveries(target, "DELIVERED")).hasSize(1));
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void shouldSendUnderTheSameIdWhatADeadReplicaHadClaimed() {
    // Given
    String target =
        Targets.id(Targets.webhook(receiver.url("/"), account, "on", List.of("compliance")));
    Verdicts.send(probe, Verdicts.verdict(account, ComplianceType.NON_COMPLIANT, 1, 1));
    soon(() -> assertThat(Targets.deliveries(target, "DELIVERED")).hasSize(1));

    // When
    run(
        "UPDATE notification_delivery SET state = 'PENDING', finished_at = NULL, next_attempt_at = now()"
            + " WHERE target_id = ?",
        target);

    // Then
    soon(
        () ->
            assertThat(Targets.deliveries(target, "DELIVERED"))
                .singleElement()
                .satisfies(d -> assertThat(d).containsEntry("attempts", 2)));
    assertThat(receiver.received())
        .hasSize(2)
        .extracting(r -> r.header("webhook-id"))
        .containsOnly(receiver.received().getFirst().header("webhook-id"));
  }

  @Test
  void shouldTellOnceWhenWhatChangedTheFindingIsDeliveredAgain() {
    // Given
    String target =
        Targets.id(Targets.webhook(receiver.url("/"), account, "on", List.of("new", "resolved")));

    // When
    Verdicts.send(probe, Verdicts.verdict(account, ComplianceType.NON_COMPLIANT, 1, 1));
    Verdicts.send(probe, Verdicts.verdict(account, ComplianceType.NON_COMPLIANT, 1, 1));
    Verdicts.send(probe, Verdicts.verdict(account, ComplianceType.COMPLIANT, 2, 2));

    // Then
    soon(() -> assertThat(Targets.deliveries(target, "DELIVERED")).hasSize(2));
    assertThat(receiver.received())
        .extracting(r -> new JsonPath(r.text()).getString("type"))
        .containsExactly("finding.created", "finding.resolved");
  }
}

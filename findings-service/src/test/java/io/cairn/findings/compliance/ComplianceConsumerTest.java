package io.cairn.findings.compliance;

import static io.cairn.contracts.ComplianceType.COMPLIANT;
import static io.cairn.contracts.ComplianceType.INSUFFICIENT_DATA;
import static io.cairn.contracts.ComplianceType.NON_COMPLIANT;
import static io.cairn.contracts.ComplianceType.NOT_APPLICABLE;
import static io.cairn.findings.Api.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.contracts.ComplianceType;
import io.cairn.findings.Api;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NullMarked
@QuarkusTest
class ComplianceConsumerTest {
  @Inject VerdictTable verdicts;
  @Inject Database database;

  private final String account = Api.account();
  private final KafkaProbe probe = new KafkaProbe();

  @AfterEach
  void close() {
    probe.close();
  }

  private void send(ComplianceType type, long version, int seconds) {
    Verdicts.send(probe, Verdicts.verdict(account, type, version, seconds));
  }

  private Map<String, Object> theFinding() {
    List<Map<String, Object>> all = Api.findings("accountId", account);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /** Verdicts of one resource are taken in order, so the last one's effect means all were taken. */
  private void allTaken() {
    send(NON_COMPLIANT, 1_000, 1_000);
    soon(() -> assertThat(theFinding()).containsEntry("lastSeen", "2026-03-04T12:16:40Z"));
  }

  @Test
  void shouldMakeAFindingWithTheItemAsEvidenceWhenARuleIsBroken() {
    // When
    send(NON_COMPLIANT, 7, 1);

    // Then
    soon(
        () ->
            assertThat(theFinding())
                .containsEntry("type", "compliance")
                .containsEntry("source", "restricted-ssh")
                .containsEntry("severity", "high")
                .containsEntry("resourceId", "sg-1")
                .containsEntry("count", 1)
                .containsEntry(
                    "title", "AWS::EC2::SecurityGroup web breaks the rule restricted-ssh")
                .containsEntry("remediation", "Remove the rule for port 22."));
    String id = Api.text(theFinding(), "findingId");
    assertThat(Api.finding(id).<Map<String, Object>>getList("evidence.items"))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item)
                    .containsEntry("accountId", account)
                    .containsEntry("resourceId", "sg-1")
                    .containsEntry("configurationStateId", 7)
                    .containsEntry("annotation", "0.0.0.0/0 may reach port 22"));
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLIANT", "NOT_APPLICABLE"})
  void shouldResolveWhenTheRuleIsKeptAndReopenWhenItIsBrokenAgain(ComplianceType kept) {
    // When
    send(NON_COMPLIANT, 7, 1);
    send(kept, 8, 2);
    // Then
    soon(() -> assertThat(theFinding()).containsEntry("workflowStatus", "RESOLVED"));

    // When
    send(NON_COMPLIANT, 9, 3);
    // Then
    soon(
        () ->
            assertThat(theFinding())
                .containsEntry("workflowStatus", "NEW")
                .containsEntry("count", 2));
  }

  @Test
  void shouldIgnoreAVerdictWhenALaterOneWasTaken() {
    // When
    send(COMPLIANT, 8, 2);
    send(NON_COMPLIANT, 7, 1);
    send(NON_COMPLIANT, 7, 5);
    send(NON_COMPLIANT, 8, 1);
    send(NON_COMPLIANT, 8, 3);
    send(COMPLIANT, 8, 2);
    allTaken();

    // Then
    assertThat(theFinding())
        .containsEntry("firstSeen", "2026-03-04T12:00:03Z")
        .containsEntry("workflowStatus", "NEW")
        .containsEntry("count", 1);
  }

  @Test
  void shouldCountOnceWhenAVerdictComesTwiceOrOnlyRepeatsItself() {
    // When
    send(NON_COMPLIANT, 7, 1);
    send(NON_COMPLIANT, 7, 1);
    send(NON_COMPLIANT, 8, 2);
    send(INSUFFICIENT_DATA, 9, 3);
    // Then
    soon(() -> assertThat(theFinding()).containsEntry("lastSeen", "2026-03-04T12:00:02Z"));
    assertThat(theFinding()).containsEntry("count", 1).containsEntry("workflowStatus", "NEW");
  }

  @Test
  void shouldStaySuppressedWhenTheRuleIsKeptAndBrokenAgain() {
    // Given
    send(NON_COMPLIANT, 7, 1);
    soon(() -> assertThat(theFinding()).containsEntry("count", 1));
    String id = Api.text(theFinding(), "findingId");
    Api.patch(id, Map.of("workflowStatus", "SUPPRESSED")).then().statusCode(200);

    // When
    send(NOT_APPLICABLE, 8, 2);
    send(NON_COMPLIANT, 9, 3);

    // Then
    soon(() -> assertThat(theFinding()).containsEntry("count", 2));
    assertThat(theFinding()).containsEntry("workflowStatus", "SUPPRESSED");
  }

  @Test
  void shouldResolveWhenAFindingIsNoLongerSuppressedAndItsRuleIsKept() {
    // Given
    send(NON_COMPLIANT, 7, 1);
    soon(() -> assertThat(theFinding()).containsEntry("count", 1));
    String id = Api.text(theFinding(), "findingId");
    Api.patch(id, Map.of("workflowStatus", "SUPPRESSED")).then().statusCode(200);
    send(COMPLIANT, 8, 2);
    soon(() -> assertThat(kept()).isTrue());

    // When
    Api.patch(id, Map.of("workflowStatus", "NEW")).then().statusCode(200);

    // Then
    assertThat(theFinding()).containsEntry("workflowStatus", "RESOLVED");
  }

  private boolean kept() {
    return database.call(
        "look at a test",
        connection ->
            Statement.of(
                    "SELECT true FROM compliance_verdict WHERE account_id = ? AND compliance_type = 'COMPLIANT'")
                .with(account)
                .first(connection, row -> row.getBoolean(1))
                .orElse(false));
  }

  @Test
  void shouldTakeTheNewerVerdictWhenTwoAreTakenAtOnce() throws InterruptedException {
    // Given
    var older = new AtomicReference<VerdictTable.Taken>();
    QuarkusTransaction.begin();
    assertThat(verdicts.take(Verdicts.verdict(account, COMPLIANT, 8, 2)))
        .isInstanceOf(VerdictTable.Taken.Latest.class);
    Thread other =
        Thread.ofVirtual()
            .start(
                () ->
                    older.set(
                        QuarkusTransaction.requiringNew()
                            .call(
                                () ->
                                    verdicts.take(
                                        Verdicts.verdict(account, NON_COMPLIANT, 7, 1)))));
    soon(() -> assertThat(waiting()).isPositive());

    // When
    QuarkusTransaction.commit();
    other.join();

    // Then
    assertThat(older.get()).isInstanceOf(VerdictTable.Taken.Stale.class);
    assertThat(kept()).isTrue();
  }

  private int waiting() {
    return database.call(
        "look at a test",
        connection ->
            Statement.of("SELECT count(*) FROM pg_locks WHERE NOT granted")
                .first(connection, row -> row.getInt(1))
                .orElse(0));
  }

  @Test
  void shouldDeadLetterOnlyTheBrokenRecordWhenOneIsNoVerdict() {
    // When
    probe.send("config.compliance.changed.v1", account, ("{" + account).getBytes(UTF_8), Map.of());
    send(NON_COMPLIANT, 7, 1);

    // Then
    soon(() -> assertThat(theFinding()).containsEntry("count", 1));
    soon(
        () ->
            assertThat(
                    Api.may("sqs:ReceiveMessage")
                        .get(Api.FINDINGS + "/dead-letters")
                        .jsonPath()
                        .<Map<String, Object>>getList("items"))
                .anySatisfy(
                    letter ->
                        assertThat(letter)
                            .containsEntry("key", account)
                            .extractingByKey("reason")
                            .asString()
                            .startsWith("not a ComplianceChanged: ")));
  }
}

package io.cairn.findings.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.contracts.AccountId;
import io.cairn.contracts.FindingUpdated.Change;
import io.cairn.findings.Api;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.FindingChange;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.FindingsChanged;
import io.cairn.findings.finding.RecordState;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.finding.WorkflowStatus;
import io.cairn.findings.notification.target.TargetTable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the order and the grouping: each change that committed is told in just one message, each
 * further occurrence is counted in just one, and a finding's changes are told in their order.
 */
@NullMarked
@QuarkusTest
class GatheringPropertyTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final int FINDINGS = 6;

  @Inject Event<FindingsChanged> changed;
  @Inject DeliveryComposer composer;
  @Inject TargetTable targets;
  @Inject Database database;

  private final String account = Api.account();

  /** A row that was told: of which finding, what, in which message. */
  private record Told(UUID findingId, String change, int gathered, UUID deliveryId) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void shouldTellEachChangeOnceAndInOrder(int seed) {
    // Given
    var random = new Random(seed);
    UUID target = target(random);
    List<UUID> ids = new ArrayList<>();
    Map<UUID, List<Change>> wanted = new HashMap<>();
    for (int i = 0; i < FINDINGS; i++) {
      ids.add(new UUID(random.nextLong(), random.nextLong()));
    }

    // When
    for (int step = 0; step < 40; step++) {
      commitOrRollBack(random, ids, wanted);
      if (random.nextInt(3) == 0) {
        compose(target);
      }
      if (random.nextInt(8) == 0) {
        ageHistory(target);
      }
    }
    end(target);

    // Then
    List<Told> told = told(target);
    for (UUID id : ids) {
      List<Change> changes = wanted.getOrDefault(id, List.of());
      List<Told> own = told.stream().filter(t -> t.findingId.equals(id)).toList();
      assertThat(own.stream().mapToInt(t -> 1 + t.gathered).sum()).isEqualTo(changes.size());
      assertThat(own.stream().map(Told::change).filter(c -> !c.equals("RECURRED")))
          .containsExactlyElementsOf(
              changes.stream().filter(c -> c != Change.RECURRED).map(Enum::name).toList());
      assertThat(own.stream().map(t -> t.deliveryId.toString())).isSorted();
    }
    assertThat(counted(target)).isEqualTo(told.size());
  }

  private UUID target(Random random) {
    String window = random.nextBoolean() ? "PT0S" : "PT0.001S";
    String id =
        Api.may(
                "events:PutTargets",
                Map.of(
                    "name",
                    "property " + account,
                    "kind",
                    "webhook",
                    "url",
                    "http://127.0.0.1:9/",
                    "accountIds",
                    List.of(account),
                    "gatherWindow",
                    window,
                    "recurringInterval",
                    random.nextBoolean() ? "PT0S" : "PT1H"))
            .post(Api.FINDINGS + "/notification-targets")
            .then()
            .statusCode(201)
            .extract()
            .path("targetId");
    UUID target = UUID.fromString(id);
    run(
        "UPDATE notification_target SET leased_until = now() + interval '1 hour' WHERE id = ?",
        target);
    return target;
  }

  /** Some changes in one transaction, which one time in five rolls back. */
  private void commitOrRollBack(Random random, List<UUID> ids, Map<UUID, List<Change>> wanted) {
    Map<UUID, List<Change>> after = new HashMap<>(wanted);
    List<FindingChange> changes = new ArrayList<>();
    int size = 1 + random.nextInt(5);
    for (int i = 0; i < size; i++) {
      UUID id = ids.get(random.nextInt(ids.size()));
      List<Change> before = after.getOrDefault(id, List.of());
      Change change = next(random, before);
      List<Change> longer = new ArrayList<>(before);
      longer.add(change);
      after.put(id, longer);
      boolean history = change != Change.RESOLVED && random.nextBoolean();
      changes.add(new FindingChange(finding(id), change, history));
    }
    boolean commits = random.nextInt(5) > 0;
    QuarkusTransaction.begin();
    changed.fire(new FindingsChanged(changes));
    if (commits) {
      QuarkusTransaction.commit();
    } else {
      QuarkusTransaction.rollback();
    }
    if (commits) {
      wanted.putAll(after);
    }
  }

  private static Change next(Random random, List<Change> before) {
    if (before.isEmpty()) {
      return Change.CREATED;
    }
    if (before.getLast() == Change.RESOLVED) {
      return Change.REOPENED;
    }
    return random.nextInt(4) == 0 ? Change.RESOLVED : Change.RECURRED;
  }

  private Finding finding(UUID id) {
    return new Finding(
        id,
        FindingType.DETECTION,
        "source",
        "title",
        "description",
        null,
        Severity.HIGH,
        false,
        new AccountId(account),
        "eu-west-1",
        null,
        null,
        null,
        WorkflowStatus.NEW,
        RecordState.ACTIVE,
        null,
        null,
        null,
        1,
        NOON,
        NOON,
        NOON,
        NOON,
        1);
  }

  private void compose(UUID target) {
    QuarkusTransaction.requiringNew()
        .call(() -> composer.compose(targets.find(target).orElseThrow()));
  }

  private void ageHistory(UUID target) {
    run(
        "UPDATE notification_mention SET created_at = created_at - interval '1 hour'"
            + " WHERE target_id = ? AND delivery_id IS NULL",
        target);
  }

  private void end(UUID target) {
    ageHistory(target);
    run("UPDATE notification_mention SET due_at = created_at WHERE target_id = ?", target);
    run("UPDATE notification_target SET quiet_until = NULL WHERE id = ?", target);
    compose(target);
  }

  private int run(String sql, UUID target) {
    return database.call(
        "arrange a test", connection -> Statement.of(sql).with(target).run(connection));
  }

  private List<Told> told(UUID target) {
    return database.call(
        "look at a test",
        connection ->
            Statement.of("SELECT * FROM notification_mention WHERE target_id = ? ORDER BY id")
                .with(target)
                .list(
                    connection,
                    row ->
                        new Told(
                            row.getObject("finding_id", UUID.class),
                            row.getString("change"),
                            row.getInt("gathered"),
                            row.getObject("delivery_id", UUID.class))));
  }

  private int counted(UUID target) {
    return database.call(
        "look at a test",
        connection ->
            Statement.of(
                    "SELECT sum(mentions)::integer FROM notification_delivery WHERE target_id = ?")
                .with(target)
                .first(connection, row -> row.getInt(1))
                .orElseThrow());
  }
}

package io.cairn.findings.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.findings.Api;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
class DeliveryForgettingTest {
  private static final String MESSAGE =
      """
      INSERT INTO notification_delivery (id, target_id, change, mentions, state, attempts, next_attempt_at, created_at,
          finished_at)
      SELECT gen_random_uuid(), ?, 'CREATED', 1, ?, 1, now() + interval '1 day', now(), now() - ?::interval
      FROM generate_series(1, ?)
      """;

  @Inject DeliveryForgetting forgetting;
  @Inject Database database;

  private UUID target = new UUID(0, 0);

  @BeforeEach
  void makeTarget() {
    target =
        UUID.fromString(
            Api.may(
                    "events:PutTargets",
                    Map.of(
                        "name",
                        "forgetting " + Api.account(),
                        "kind",
                        "webhook",
                        "url",
                        "http://127.0.0.1:9/",
                        "accountIds",
                        List.of(Api.account())))
                .post(Api.FINDINGS + "/notification-targets")
                .then()
                .statusCode(201)
                .extract()
                .path("targetId"));
  }

  private void messages(String state, String age, int number) {
    database.call(
        "arrange a test",
        connection -> Statement.of(MESSAGE).with(target, state, age, number).run(connection));
  }

  @Test
  void shouldDeleteOnlyWhatWasDeliveredLongAgo() {
    // Given
    messages("DELIVERED", "40 days", 250);
    messages("DELIVERED", "20 days", 3);
    messages("DEAD", "40 days", 2);

    // When
    forgetting.run();
    // Then
    assertThat(left()).isEqualTo(255);

    // When
    forgetting.forget(Duration.ofDays(30));
    // Then
    assertThat(left()).isEqualTo(5);
  }

  private int left() {
    return database.call(
        "look at a test",
        connection ->
            Statement.of("SELECT count(*) FROM notification_delivery WHERE target_id = ?")
                .with(target)
                .first(connection, row -> row.getInt(1))
                .orElseThrow());
  }
}

package io.cairn.trail.source.fetch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.trail.TrailApi;
import io.cairn.trail.ledger.LedgerDoor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources that do not deliver, and records that are gone: shown in the ledger and in health. */
@NullMarked
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class SourceStateTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Inject DataSource dataSource;
  @Inject LedgerDoor door;

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String created(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("kind", "S3_LISTING");
    settings.put("bucket", "state-trail");
    settings.put("region", "eu-west-1");
    return TrailApi.as("cloudtrail:CreateTrail")
        .header("Content-Type", "application/json")
        .body(settings)
        .post("/api/v1/trail/sources")
        .jsonPath()
        .getString("id");
  }

  private static Map<String, Object> health() {
    return given()
        .get("/q/health/live")
        .jsonPath()
        .getMap("checks.find { it.name == 'sources' }.data");
  }

  @ParameterizedTest
  @CsvSource({
    "DISABLED, enabled = false",
    "FAILING, code = 'ACCESS_DENIED'",
    "SILENT, created_at = now() - interval '2 days'",
    "OK, enabled = true"
  })
  void shouldSayWhetherASourceDelivers(String state, String change) throws SQLException {
    // Given: not due, so that the service does not look at it meanwhile
    String name = "state-" + state;
    String id = created(Map.of("name", name, "enabled", false));
    execute(
        "update trail_source set enabled = true, next_poll_at = now() + interval '1 day' where id = '"
            + id
            + "'");

    // When
    execute("update trail_source set " + change + " where id = '" + id + "'");

    // Then
    assertThat(TrailApi.ledger(id).getString("state")).isEqualTo(state);
    boolean troubled = !List.of("OK", "DISABLED").contains(state);
    assertThat(health().containsKey(name)).isEqualTo(troubled);
    execute("delete from trail_source where id = '" + id + "'");
  }

  @Test
  void shouldNameRegionsAndAccountsThatAreAskedForAndNotThere() throws IOException {
    // Given
    System.setProperty("aws.accessKeyId", LocalS3.KEY);
    System.setProperty("aws.secretAccessKey", LocalS3.SECRET);
    try (var bucket = new GeneratedBucket()) {
      bucket.put("AWSLogs/666666666666/CloudTrail/eu-west-1/readme.txt");

      // When
      String id =
          created(
              Map.of(
                  "name", "missing-parts",
                  "endpoint", bucket.endpoint(),
                  "accountIds", List.of("666666666666", "777777777777"),
                  "regions", List.of("eu-west-1", "ap-south-1")));

      // Then
      await().atMost(SOON).untilAsserted(() -> assertThat(unreadable(id)).hasSize(2));
      assertThat(unreadable(id)).containsExactly("MISSING_REGION", "MISSING_ACCOUNT");

      // When: the region delivers its first file
      bucket.put("AWSLogs/666666666666/CloudTrail/ap-south-1/readme.txt");
      TrailApi.as("cloudtrail:StartImport").post("/api/v1/trail/sources/" + id + "/poll");

      // Then
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(unreadable(id)).containsExactly("MISSING_ACCOUNT"));
      TrailApi.as("cloudtrail:DeleteTrail").delete("/api/v1/trail/sources/" + id);
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  private static List<String> unreadable(String source) {
    return TrailApi.as("cloudtrail:GetTrailStatus")
        .queryParam("source", source)
        .queryParam("state", "UNREADABLE")
        .get("/api/v1/trail/ledger/objects")
        .jsonPath()
        .getList("items.problem.code", String.class);
  }

  @Test
  void shouldCountAsLostWhatKafkaNoLongerHad() throws SQLException {
    // Given: three records accepted at offset 7, and two at offset 9
    execute(
        "insert into ledger_flight values (9999, 7, 'lost', 3, now()), (9999, 9, 'lost', 2, now())");

    // When: the log begins at offset 9
    door.lose(9999, 5, 9);

    // Then
    assertThat(TrailApi.ledger("lost").getLong("lost")).isEqualTo(3);
    assertThat(TrailApi.ledger("lost").getLong("received")).isEqualTo(3);
    assertThat(health()).containsKey("lost");
    execute("delete from ledger_flight where source_id = 'lost'");
    execute("delete from ledger_count where source_id = 'lost'");
  }
}

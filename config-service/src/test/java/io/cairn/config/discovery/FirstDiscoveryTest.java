package io.cairn.config.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.cairn.config.account.DiscoveryConfig;
import io.cairn.config.testing.CoreProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is added is looked at in seconds, and on the schedule from then on. */
@QuarkusTest
@TestProfile(CoreProfile.class)
@NullMarked
class FirstDiscoveryTest {

  private static final String JOB = "config:DescribeConfigurationRecorderStatus";

  @Inject AgroalDataSource dataSource;
  @Inject DiscoveryConfig config;

  private final RecordedAccount account = RecordedAccount.start();

  @AfterEach
  void removeAccount() {
    account.remove();
    account.close();
  }

  private static JsonPath jobs() {
    return RecordedAccount.as(JOB)
        .queryParam("accountId", RecordedAccount.ACCOUNT)
        .get("/api/v1/config/jobs")
        .jsonPath();
  }

  private static int count() {
    return jobs().getList("items").size();
  }

  private JsonPath newestToTheEnd(String trigger) {
    JsonPath jobs = jobs();
    assertThat(jobs.getString("items[0].trigger")).isEqualTo(trigger);
    String id = jobs.getString("items[0].jobId");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> account.job(id).getString("endedAt") != null);
    return account.job(id);
  }

  @Test
  void shouldDiscoverAtOnceWhenAnAccountIsAddedAndAgainOnlyByTheJitteredSchedule()
      throws SQLException {
    // Given
    int before = count();

    // When
    account.add();

    // Then
    JsonPath job = newestToTheEnd("account added");
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("COMPLETED");
    assertThat(job.getLong("progress.calls")).isPositive();
    assertThat(RecordedAccount.ids("AWS::EC2::VPC")).hasSize(2);
    double hours = config.interval().toMinutes() / 60.0;
    assertThat(hoursToTheNext()).isBetween(0.89 * hours, 1.1 * hours);
    assertThat(count()).as("the schedule adds none").isEqualTo(before + 1);
  }

  @Test
  void shouldDiscoverAgainWhenTheAccountIsReachedInAnotherWayAndNotWhenNothingChanged() {
    // Given
    account.scenario().faults().deny("sts:AssumeRole");
    account.add();
    assertThat(newestToTheEnd("account added").getString("state")).isEqualTo("FAILED");
    account.scenario().faults().heal();

    // When
    account.add();
    int before = count();
    Map<String, Object> own =
        Map.of(
            "accountId",
            RecordedAccount.ACCOUNT,
            "regions",
            List.of("us-east-1"),
            "endpoint",
            account.endpoint());
    RecordedAccount.as("config:PutConfigurationAggregator")
        .contentType("application/json")
        .body(own)
        .put("/api/v1/config/accounts/" + RecordedAccount.ACCOUNT)
        .then()
        .statusCode(200);

    // Then
    assertThat(newestToTheEnd("account changed").getString("state")).isEqualTo("COMPLETED");
    assertThat(count()).isEqualTo(before + 1);
  }

  private double hoursToTheNext() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT extract(epoch FROM next_discovery_at - now()) FROM config_account")) {
      rows.next();
      return rows.getDouble(1) / 3600;
    }
  }
}

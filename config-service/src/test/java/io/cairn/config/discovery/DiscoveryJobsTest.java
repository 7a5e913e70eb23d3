package io.cairn.config.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs and their units: who takes them, who ends them, and what is left by who died. */
@QuarkusTest
@NullMarked
class DiscoveryJobsTest {

  private static final String SUCCESS = "COMPLETED";

  @Inject AgroalDataSource dataSource;
  @Inject DiscoveryService discovery;

  private RecordedAccount account = RecordedAccount.start();

  @BeforeEach
  void addAccount() {
    assertThat(account.add().statusCode()).isEqualTo(201);
  }

  @AfterEach
  void removeAccount() {
    account.remove();
    account.close();
  }

  @Test
  void shouldNotWaitInACircleWhenAJobIsEndedWhileItsUnitsAreClaimed() throws Exception {
    // Given
    UUID job = UUID.fromString("00000000-0000-7000-8000-000000000002");
    execute(
        "INSERT INTO discovery_job (job_id, account_id, trigger, state, created_at) VALUES ('%s',"
                .formatted(job)
            + " '999988887777', 'schedule', 'PENDING', now())");
    execute(
        "INSERT INTO discovery_unit (job_id, ordinal, account_id, region, resource_type, run,"
            + " leads,"
            + " state) SELECT '%s', n, '999988887777', 'r' || n, 'A::B::C', 'run', true, 'PENDING'"
                .formatted(job)
            + " FROM generate_series(1, 50) n");

    // When
    List<Exception> failures = new CopyOnWriteArrayList<>();
    try (Connection ending = dataSource.getConnection();
        Statement statement = ending.createStatement();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ending.setAutoCommit(false);
      statement.execute("SELECT 1 FROM discovery_job WHERE job_id = '" + job + "' FOR UPDATE");
      for (int i = 0; i < 4; i++) {
        threads.execute(() -> claimAll(job, failures));
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  account.job(job.toString()).getList("units.state").contains("RUNNING")
                      || !failures.isEmpty());
      statement.execute(
          "UPDATE discovery_unit SET ended_at = now(), state = 'CANCELLED' WHERE job_id = '"
              + job
              + "' AND ended_at IS NULL");
      ending.commit();
      ending.setAutoCommit(true);
    }

    // Then
    assertThat(failures).isEmpty();
    execute("DELETE FROM discovery_job WHERE job_id = '" + job + "'");
  }

  @Test
  void shouldTakeUpAUnitAgainWhenItsWorkerDied() throws SQLException {
    // Given
    String id = account.discover();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> account.job(id).getString("endedAt") != null);
    execute(
        "UPDATE discovery_job SET ended_at = NULL, state = 'RUNNING' WHERE job_id = '" + id + "'");
    execute(
        "UPDATE discovery_unit SET ended_at = NULL, state = 'RUNNING', lease_until = now()"
            + " - interval '1 second' WHERE resource_type = 'AWS::KMS::Key' AND job_id = '"
            + id
            + "'");

    // When / Then
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> account.job(id).getString("endedAt") != null);
    assertThat(account.job(id).getString("state")).isEqualTo(SUCCESS);
  }

  @Test
  void shouldJoinTheDiscoveryThatIsUnderWay() throws SQLException {
    // Given
    UUID running = UUID.fromString("00000000-0000-7000-8000-000000000001");
    execute(
        "INSERT INTO discovery_job (job_id, account_id, trigger, state, created_at) VALUES ('"
            + running
            + "', '111122223333', 'schedule', 'RUNNING', now())");

    // When
    String joined = account.discover();

    // Then
    assertThat(joined).isEqualTo(running.toString());
    execute("DELETE FROM discovery_job WHERE job_id = '" + running + "'");
  }

  @Test
  void shouldStartOneDiscoveryWhenTheScheduleIsDue() throws SQLException {
    // Given
    execute("UPDATE config_account SET next_discovery_at = now() - interval '1 minute'");

    // When
    boolean first = discovery.startDue();
    boolean second = discovery.startDue();

    // Then
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    JsonPath jobs =
        RecordedAccount.as("config:DescribeConfigurationRecorderStatus")
            .queryParam("accountId", RecordedAccount.ACCOUNT)
            .get("/api/v1/config/jobs")
            .jsonPath();
    assertThat(jobs.getString("items[0].trigger")).isEqualTo("schedule");
    String id = jobs.getString("items[0].jobId");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> account.job(id).getString("endedAt") != null);
  }

  @Test
  void shouldAnswer404WhenThereIsNoSuchJob() {
    // When
    Map<String, Object> problem =
        RecordedAccount.as("config:DescribeConfigurationRecorderStatus")
            .get("/api/v1/config/jobs/nothing")
            .jsonPath()
            .getMap("");

    // Then
    assertThat(problem)
        .containsEntry("status", 404)
        .containsEntry("type", "/problems/discovery-job-unknown");
  }

  private void claimAll(UUID job, List<Exception> failures) {
    try {
      List<Unit> claimed = discovery.claim();
      while (!claimed.isEmpty()) {
        discovery.begin(job);
        claimed = discovery.claim();
      }
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.cairn.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.gateway.fake.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The gateway without Kafka: records wait in the database, up to a bound, and then nothing is
 * answered.
 */
@QuarkusTest
@TestProfile(BrokerAwayTest.NoBroker.class)
@NullMarked
class BrokerAwayTest {
  @Inject DataSource dataSource;

  /** Settings of a gateway whose broker is not there. */
  public static final class NoBroker implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try (ServerSocket unused = new ServerSocket(0)) {
        return Map.of(
            "kafka.bootstrap.servers",
            "127.0.0.1:" + unused.getLocalPort(),
            "cairn.gateway.credentials-file",
            Files.createTempDirectory("cairn-no-broker").resolve("credentials").toString(),
            "cairn.gateway.audit.broker-timeout",
            "PT0.3S",
            "cairn.gateway.audit.spool-limit",
            "20");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private boolean isKept(String requestId) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT count(*) FROM audit_record WHERE final AND convert_from(record, 'UTF8') LIKE ?")) {
      select.setString(1, "%" + requestId + "%");
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getLong(1) == 1;
      }
    }
  }

  private static long backlog() {
    return Api.send("GET", Api.base().resolve("/api/v1/status"), "", Map.of())
        .json()
        .path("auditBacklog")
        .asLong();
  }

  @Test
  void shouldKeepRecordsUntilTheBoundAndThenAnswerNothing() throws SQLException {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        Api.send("GET", Api.base().resolve("/q/health/ready"), "", Map.of())
                            .status())
                    .isEqualTo(200));
    // Given
    Api.Key admin = Api.administrator();
    // When: there is room, for reading, changing and the gateway's own operations alike
    Api.Answer read = Api.signed(admin, "GET", "/api/v1/config/resources", "");
    Api.Answer change = Api.signed(admin, "POST", "/api/v1/config/accounts", "{}");
    Api.Answer own = Api.signed(admin, "GET", "/api/v1/identity/caller", "");
    // Then
    for (Api.Answer answer : new Api.Answer[] {read, change, own}) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(isKept(String.valueOf(answer.header("x-amzn-RequestId")))).isTrue();
    }
    assertThat(backlog()).isGreaterThanOrEqualTo(3);

    // When: nobody in particular has filled its tenth of the room
    Api.Answer anonymous = Api.send("GET", Api.base().resolve("/x"), "", Map.of());
    // Then
    assertThat(anonymous.status()).isEqualTo(503);
    assertThat(Api.signed(admin, "GET", "/api/v1/config/resources", "").status()).isEqualTo(200);

    // When: the room is full
    for (int i = 0; i < 20; i++) {
      Api.signed(admin, "GET", "/api/v1/config/resources", "");
    }
    String user = "u" + UUID.randomUUID().toString().substring(0, 8);
    Api.Answer refusedRead = Api.signed(admin, "GET", "/api/v1/config/resources", "");
    Api.Answer refusedChange =
        Api.signed(admin, "POST", "/api/v1/identity/users", "{\"userName\":\"" + user + "\"}");
    // Then: nothing is answered, and the change was not carried out
    assertThat(refusedRead.status()).isEqualTo(503);
    assertThat(refusedChange.status()).isEqualTo(503);
    assertThat(refusedChange.json().path("detail").asText()).contains("Kafka", "database");
    assertThat(countUsers(user)).isZero();
  }

  private long countUsers(String userName) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT count(*) FROM iam_user WHERE user_name = ?")) {
      select.setString(1, userName);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }
}

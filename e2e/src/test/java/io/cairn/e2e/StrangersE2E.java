package io.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.e2e.suite.AccessKey;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.CommandResult;
import io.cairn.e2e.suite.InternalToken;
import io.cairn.e2e.suite.SharedSuite;
import io.cairn.e2e.suite.SignedHttp;
import io.cairn.e2e.suite.SuiteUnderTest;
import io.cairn.e2e.suite.SuiteWithAws;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who has no credentials, or wrong ones, gets nowhere; whoever has them does. */
@ExtendWith(SharedSuite.class)
class StrangersE2E {
  private static final String WRONG = "0123456789012345678901234567890123456789";

  private static SuiteUnderTest suite;

  @BeforeAll
  static void start(SuiteWithAws shared) {
    suite = shared.suite();
  }

  @Test
  void shouldBeRefusedByPostgresqlWhenThePasswordIsMissingOrWrong() throws SQLException {
    // Given
    String right = suite.secret("postgresql.trail");
    try (Connection connection = connect("trail", right)) {
      assertThat(connection.isValid(5)).isTrue();
    }

    // When, Then
    assertThatThrownBy(() -> connect("trail", null).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no password");
    for (String user : List.of("trail", "cairn_admin", "postgres")) {
      assertThatThrownBy(() -> connect(user, WRONG).close())
          .as(user)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }
  }

  @Test
  void shouldBeRefusedByPostgresqlWhenAServiceReadsAnothersTables() throws SQLException {
    try (Connection connection = connect("trail", suite.secret("postgresql.trail"));
        var statement = connection.createStatement()) {
      for (String schema : List.of("gateway", "config", "findings")) {
        assertThatThrownBy(
                () -> statement.executeQuery("select 1 from " + schema + ".flyway_schema_history"))
            .as(schema)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      }
    }
  }

  private static Connection connect(String user, @Nullable String password) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/cairn".formatted(suite.innerPort("postgresql"));
    return DriverManager.getConnection(url, user, password);
  }

  @Test
  void shouldBeRefusedByKafkaWhenThePasswordIsMissingOrWrong() throws Exception {
    // Given
    String user = "trail-service";
    assertThat(topics(sasl(user, suite.secret("kafka." + user))))
        .contains("trail.event.received.v1");

    // When, Then
    assertThatThrownBy(() -> topics(Map.of()))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> topics(sasl(user, WRONG)))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(SaslAuthenticationException.class);
  }

  private static Map<String, Object> sasl(String user, String password) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "%s required username=\"%s\" password=\"%s\";"
            .formatted(PlainLoginModule.class.getName(), user, password));
  }

  private static Set<String> topics(Map<String, Object> more) throws Exception {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", "127.0.0.1:" + suite.innerPort("kafka"));
    settings.put("request.timeout.ms", 4_000);
    settings.put("default.api.timeout.ms", 5_000);
    try (Admin admin = Admin.create(settings)) {
      return admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void shouldBeRefusedByS3WhenARequestIsNotSignedOrSignedWithAWrongSecret() {
    // Given
    URI buckets = URI.create("http://127.0.0.1:" + suite.innerPort("s3") + "/");
    var right = new AccessKey(suite.secret("s3.accessKeyId"), suite.secret("s3.secretAccessKey"));
    assertThat(s3(right).send("GET", buckets, "text/plain", "").statusCode()).isEqualTo(200);

    // When
    var unsigned = s3(right).send(HttpRequest.newBuilder(buckets).build());
    var forged = s3(new AccessKey(right.id(), WRONG)).send("GET", buckets, "text/plain", "");
    var foreign =
        s3(new AccessKey("AKIASTRANGER00000001", WRONG)).send("GET", buckets, "text/plain", "");

    // Then
    assertThat(List.of(unsigned.statusCode(), forged.statusCode(), foreign.statusCode()))
        .containsOnly(403);
  }

  private static SignedHttp s3(AccessKey key) {
    return new SignedHttp(key, "us-east-1", "s3");
  }

  @Test
  void shouldBeRefusedByAServiceWhenTheTokenIsMissingForgedOrForAnother()
      throws GeneralSecurityException {
    // Given
    var gateway = InternalToken.of(suite.data().resolve("secrets/internal-private.pem"));
    var forger = InternalToken.forged();
    Map<String, String> paths =
        Map.of(
            "trail-service", "/api/v1/trail/ledger",
            "config-service", "/api/v1/config/accounts",
            "findings-service", "/api/v1/findings");
    Map<String, String> actions =
        Map.of(
            "trail-service", "cloudtrail:GetTrailStatus",
            "config-service", "config:DescribeConfigurationAggregators",
            "findings-service", "securityhub:GetFindings");
    paths.forEach(
        (service, path) -> {
          String action = String.valueOf(actions.get(service));
          assertThat(ask(service, path, gateway.make(service, action))).as(service).isEqualTo(200);

          // When, Then
          assertThat(ask(service, path, null)).as(service).isEqualTo(401);
          assertThat(ask(service, path, forger.make(service, action))).as(service).isEqualTo(401);
          assertThat(ask(service, path, gateway.make("another", action)))
              .as(service)
              .isEqualTo(401);
          assertThat(ask(service, path, gateway.make(service, "iam:ListUsers")))
              .as(service)
              .isEqualTo(403);
          assertThat(ask(service, path, suite.cairnOk("token").strip()))
              .as("a person's token at " + service)
              .isEqualTo(401);
        });
  }

  private static int ask(String service, String path, @Nullable String token) {
    URI address = URI.create("http://127.0.0.1:" + suite.innerPort(service));
    return new Api(address, token).get(path).status();
  }

  @Test
  void shouldBeRefusedByTheGatewayWhenARequestIsUnsignedForgedOrReplayed() {
    // Given
    URI tokens = suite.address().resolve("/api/v1/identity/tokens");
    AccessKey right = suite.accessKey();
    var signed = new SignedHttp(right, "us-east-1", "cairn");
    HttpRequest request = signed.sign("POST", tokens, "application/json", "{}");
    assertThat(signed.send(request).statusCode()).isEqualTo(200);

    // When
    var replayed = signed.send(request);
    var forged =
        new SignedHttp(new AccessKey(right.id(), WRONG), "us-east-1", "cairn")
            .send("POST", tokens, "application/json", "{}");
    Answer unsigned = suite.stranger().post("/api/v1/identity/tokens", "{}");
    Answer invented =
        new Api(suite.address(), "eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl").get("/api/v1/findings");

    // Then
    assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(401);
    assertThat(replayed.body()).contains("taken before");
    assertThat(forged.statusCode()).as(forged.body()).isEqualTo(401);
    assertThat(unsigned.status()).as(unsigned.toString()).isEqualTo(401);
    assertThat(invented.status()).as(invented.toString()).isEqualTo(401);
  }

  @Test
  void shouldFindNoSecretInTheLogs() throws IOException {
    // Given
    List<String> secrets =
        Stream.of("postgresql.trail", "postgresql.config", "postgresql.findings")
            .map(suite::secret)
            .collect(Collectors.toCollection(ArrayList::new));
    secrets.add(suite.accessKey().secret());

    // When, Then
    try (var logs = Files.walk(suite.data().resolve("logs"))) {
      assertThat(logs.filter(Files::isRegularFile))
          .hasSizeGreaterThan(4)
          .allSatisfy(log -> assertThat(Files.readString(log)).doesNotContain(secrets));
    }
    assertThat(suite.cairnOk("logs")).doesNotContain(secrets);
  }

  @Test
  void shouldSaySoInOneSentenceWhenASuiteRunsOnTheFolderAlready() {
    // Given
    Set<ProcessHandle> before = suite.running().all();

    // When
    CommandResult again = suite.tryUp("--no-aot");

    // Then
    assertThat(again.status()).as(again.toString()).isEqualTo(1);
    assertThat(again.err().strip().lines()).as(again.toString()).hasSize(1);
    assertThat(again.err())
        .startsWith("cairn: a suite already runs on " + suite.data())
        .contains("./cairn down");
    assertThat(before).as("the running suite").allMatch(ProcessHandle::isAlive);
    assertThat(suite.api().get("/api/v1/status").body().path("status").asText()).isEqualTo("UP");
  }

  @Test
  void shouldSaySoInOneSentenceWhenThePortIsTaken(@TempDir Path folder) {
    // When
    SuiteUnderTest second = suite.samePort(folder.resolve("data"));
    CommandResult refused = second.tryUp("--no-aot");

    // Then
    String said = refused.out() + refused.err();
    assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
    assertThat(said.lines().filter(line -> line.startsWith("cairn: ")))
        .as(refused.toString())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains("port " + suite.address().getPort(), "is taken", "--port"));
    assertThat(second.running().all()).isEmpty();
    assertThat(folder.resolve("data/postgresql/postmaster.pid")).doesNotExist();
    assertThat(Files.exists(folder.resolve("data/run/processes"))).isFalse();
  }
}

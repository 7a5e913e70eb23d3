package io.cairn.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.gateway.fake.Api;
import io.cairn.gateway.fake.Users;
import io.cairn.testkit.access.TestTokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullMarked
class IdentityTest {
  @Inject DataSource dataSource;
  @Inject TokenKeys tokenKeys;
  @Inject Principals principals;
  @Inject FirstStart firstStart;
  @Inject IdentityService identities;

  @BeforeAll
  static void untilTheServicesAreKnown() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        Api.send("GET", Api.base().resolve("/q/health/ready"), "", Map.of())
                            .status())
                    .isEqualTo(200));
  }

  @Test
  void shouldWriteAdministratorsKeyForItsOwnerOnly() throws IOException {
    // Given
    Path file =
        Path.of(
            ConfigProvider.getConfig().getValue("cairn.gateway.credentials-file", String.class));
    // When / Then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file))
        .matches(
            "\\[default]\\naws_access_key_id = AKIA[A-Z2-7]{16}\\naws_secret_access_key ="
                + " [A-Za-z0-9+/]{40}\\n");
    try (var files = Files.list(file.resolveSibling("."))) {
      assertThat(files.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("credentials", "gateway.key");
    }
  }

  @Test
  void shouldKeepFirstKeyWhenStartedAgain() throws IOException {
    // Given
    Api.Key before = Api.administrator();
    // When
    firstStart.start(new StartupEvent());
    // Then
    assertThat(Api.administrator()).isEqualTo(before);
    assertThat(Api.signed(before, "GET", "/api/v1/identity/caller", "").status()).isEqualTo(200);
  }

  @Test
  void shouldReplaceLostAdministratorKeyWhenFolderAsksForIt() throws IOException {
    // Given
    Api.Key lost = Api.administrator();
    String token = Api.token(lost);
    Path request =
        Path.of(ConfigProvider.getConfig().getValue("cairn.gateway.credentials-file", String.class))
            .resolveSibling("new-administrator-key");
    Files.createFile(request);
    // When
    firstStart.start(new StartupEvent());
    principals.forget();
    // Then
    Api.Key made = Api.administrator();
    assertThat(made.accessKeyId()).isNotEqualTo(lost.accessKeyId());
    assertThat(Api.signed(made, "GET", "/api/v1/identity/caller", "").status()).isEqualTo(200);
    assertThat(Api.signed(lost, "GET", "/api/v1/identity/caller", "").status()).isEqualTo(401);
    assertThat(Api.bearer(token, "GET", "/api/v1/identity/caller", "").status()).isEqualTo(401);
    assertThat(request).doesNotExist();
    // When
    firstStart.start(new StartupEvent());
    // Then
    assertThat(Api.administrator()).isEqualTo(made);
  }

  @Test
  void shouldKeepNoSecretInTheClear() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sealed_secret FROM access_key")) {
      while (rows.next()) {
        assertThat(new String(rows.getBytes(1), StandardCharsets.ISO_8859_1))
            .doesNotContain(Api.administrator().secret());
      }
    }
  }

  @Test
  void shouldSayWhoTheCallerIs() {
    JsonNode caller = Api.signed(Api.administrator(), "GET", "/api/v1/identity/caller", "").json();
    assertThat(caller.path("arn").asText())
        .isEqualTo("arn:aws:iam::000000000000:user/administrator");
    assertThat(caller.path("userId").asText()).startsWith("AIDA");
  }

  @Test
  void shouldGiveTokenForSignatureThatIsTakenOnAllRoutes() {
    // When
    Api.Answer answer = Api.signed(Api.administrator(), "POST", "/api/v1/identity/tokens", "");
    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.json().path("tokenType").asText()).isEqualTo("Bearer");
    assertThat(Instant.parse(answer.json().path("expiresAt").asText()))
        .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_610));
    String token = answer.json().path("accessToken").asText();
    for (String path :
        List.of(
            "/api/v1/identity/caller",
            "/api/v1/config/resources",
            "/api/v1/trail/events",
            "/q/metrics")) {
      assertThat(Api.bearer(token, "GET", path, "").status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void shouldGiveNoTokenForTokenNorForTooLong() {
    // Given
    String token = Api.token(Api.administrator());
    // When / Then
    assertThat(Api.bearer(token, "POST", "/api/v1/identity/tokens", "").status()).isEqualTo(403);
    assertThat(
            Api.signed(
                    Api.administrator(),
                    "POST",
                    "/api/v1/identity/tokens",
                    "{\"durationSeconds\":43201}")
                .status())
        .isEqualTo(400);
    assertThat(
            Api.signed(
                    Api.administrator(),
                    "POST",
                    "/api/v1/identity/tokens",
                    "{\"durationSeconds\":43200}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void shouldForgetKeyThatWasReadWhileItsDeactivationWasNotCommitted() {
    // Given
    String accessKeyId = Users.allowed("late", "sts:GetCallerIdentity").accessKeyId();
    principals.forget();
    // When
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              identities.setStatus(accessKeyId, false, "AKIAOFSOMEBODYELSE00");
              // Another request, in a transaction of its own, still finds the key and remembers it.
              assertThat(CompletableFuture.supplyAsync(() -> principals.find(accessKeyId)).join())
                  .isPresent();
            });
    // Then
    assertThat(principals.find(accessKeyId)).isEmpty();
  }

  @Test
  void shouldRefuseTokenThatIsOldOrForgedOrForSomethingElse() {
    // Given
    Principal admin = principals.find(Api.administrator().accessKeyId()).orElseThrow().principal();
    Clock past = Clock.fixed(Instant.now().minusSeconds(7_200), ZoneOffset.UTC);
    String old =
        new BearerTokens(tokenKeys, principals, UUID::randomUUID, past)
            .issue(admin, Duration.ofHours(1))
            .accessToken();
    String good = Api.token(Api.administrator());
    String forged = good.substring(0, good.length() - 4) + "AAAA";
    String unsigned = "eyJhbGciOiJub25lIn0." + good.split("\\.", -1)[1] + ".";
    String internal = TestTokens.bearer("sts:GetCallerIdentity").substring(7);
    // When
    Api.Answer expired = Api.bearer(old, "GET", "/api/v1/identity/caller", "");
    // Then
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.json().path("detail").asText()).contains("expired");
    for (String token : List.of(forged, unsigned, internal)) {
      assertThat(Api.bearer(token, "GET", "/api/v1/identity/caller", "").status()).isEqualTo(401);
    }
  }

  @Test
  void shouldRefuseSignatureThatIsOld() {
    // Given
    var uri = Api.base().resolve("/api/v1/identity/caller");
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6));
    // When
    Api.Answer answer =
        Api.send("GET", uri, "", Api.sign(Api.administrator(), "GET", uri, "", "cairn", past));
    // Then
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("detail").asText()).startsWith("Signature expired");
  }

  @Test
  void shouldDenyByDefaultAndAllowWhatPolicyNames() {
    // Given
    Api.Key nobody = Users.plain("nobody");
    Api.Key lister = Users.allowed("lister", "config:ListDiscoveredResources");
    // When
    Api.Answer denied = Api.signed(nobody, "GET", "/api/v1/config/resources", "");
    // Then
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.json().path("detail").asText())
        .startsWith(
            "User: arn:aws:iam::000000000000:user/nobody is not authorized to perform:"
                + " config:ListDiscoveredResources because no identity-based policy allows the"
                + " config:ListDiscoveredResources action");
    assertThat(Api.signed(lister, "GET", "/api/v1/config/resources", "").status()).isEqualTo(200);
    assertThat(Api.signed(lister, "GET", "/api/v1/config/resources/history", "").status())
        .isEqualTo(403);
    assertThat(Api.signed(lister, "POST", "/api/v1/identity/tokens", "").status()).isEqualTo(403);
    assertThat(Api.signed(lister, "GET", "/api/v1/identity/users", "").status()).isEqualTo(403);
  }

  @Test
  void shouldLetAuditorReadAndChangeNothing() {
    // Given
    Api.Key admin = Api.administrator();
    Api.Key auditor = Users.plain("reader");
    Api.signed(admin, "PUT", "/api/v1/identity/users/reader/policies/auditor", "");
    // When / Then
    assertThat(Api.signed(auditor, "GET", "/api/v1/config/resources", "").status()).isEqualTo(200);
    assertThat(Api.signed(auditor, "GET", "/api/v1/trail/events", "").status()).isEqualTo(200);
    assertThat(Api.signed(auditor, "POST", "/api/v1/identity/tokens", "").status()).isEqualTo(200);
    assertThat(Api.signed(auditor, "POST", "/api/v1/config/accounts", "{}").status())
        .isEqualTo(403);
    assertThat(Api.signed(auditor, "POST", "/api/v1/trail/events", "{}").status()).isEqualTo(403);
    assertThat(Api.signed(auditor, "POST", "/api/v1/identity/access-keys", "").status())
        .isEqualTo(403);
  }

  @Test
  void shouldTakeRightsKeysAndTheirTokensAwayAtOnce() {
    // Given
    Api.Key admin = Api.administrator();
    Api.Key key = Users.allowed("leaver", "sts:*");
    String token = Api.token(key);
    assertThat(Api.bearer(token, "GET", "/api/v1/identity/caller", "").status()).isEqualTo(200);
    // When
    Api.signed(admin, "DELETE", "/api/v1/identity/users/leaver/policies/leaver", "");
    Api.Answer withoutPolicy = Api.bearer(token, "GET", "/api/v1/identity/caller", "");
    Api.Answer deleted =
        Api.signed(admin, "DELETE", "/api/v1/identity/access-keys/" + key.accessKeyId(), "");
    Api.Answer withoutKey = Api.bearer(token, "GET", "/api/v1/identity/caller", "");
    // Then
    assertThat(withoutPolicy.status()).isEqualTo(403);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(withoutKey.status()).isEqualTo(401);
    assertThat(Api.signed(key, "GET", "/api/v1/identity/caller", "").status()).isEqualTo(401);
  }

  @Test
  void shouldStopInactiveKeyAndTakeItBack() {
    // Given
    Api.Key admin = Api.administrator();
    Api.Key key = Users.allowed("pauser", "sts:*");
    String path = "/api/v1/identity/access-keys/" + key.accessKeyId();
    // When / Then
    assertThat(Api.signed(admin, "PUT", path, "{\"status\":\"Inactive\"}").status()).isEqualTo(204);
    assertThat(Api.signed(key, "GET", "/api/v1/identity/caller", "").status()).isEqualTo(401);
    assertThat(Api.signed(admin, "PUT", path, "{\"status\":\"Active\"}").status()).isEqualTo(204);
    assertThat(Api.signed(key, "GET", "/api/v1/identity/caller", "").status()).isEqualTo(200);
    assertThat(Api.signed(admin, "PUT", path, "{\"status\":\"Gone\"}").status()).isEqualTo(400);
  }

  @Test
  void shouldRefuseToDeleteTheKeyThatAsks() {
    Api.Key admin = Api.administrator();
    assertThat(
            Api.signed(admin, "DELETE", "/api/v1/identity/access-keys/" + admin.accessKeyId(), "")
                .status())
        .isEqualTo(409);
  }

  @Test
  void shouldAllowTwoKeysAUserAndListThemWithoutSecrets() {
    // Given
    Api.Key admin = Api.administrator();
    Users.plain("twokeys");
    String body = "{\"userName\":\"twokeys\"}";
    // When
    Api.Answer second = Api.signed(admin, "POST", "/api/v1/identity/access-keys", body);
    Api.Answer third = Api.signed(admin, "POST", "/api/v1/identity/access-keys", body);
    Api.Answer list = Api.signed(admin, "GET", "/api/v1/identity/access-keys?userName=twokeys", "");
    // Then
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.header("Location")).contains("/api/v1/identity/access-keys/AKIA");
    assertThat(third.status()).isEqualTo(409);
    assertThat(list.json().path("items")).hasSize(2);
    assertThat(list.body()).doesNotContain("secretAccessKey");
  }

  @Test
  void shouldPageThroughUsersWithTokenOfThatListOnly() {
    // Given
    Api.Key admin = Api.administrator();
    Users.plain("page-a");
    Users.plain("page-b");
    // When
    JsonNode first = Api.signed(admin, "GET", "/api/v1/identity/users?limit=1", "").json();
    String next = first.path("nextToken").asText();
    JsonNode second =
        Api.signed(admin, "GET", "/api/v1/identity/users?limit=1&nextToken=" + next, "").json();
    // Then
    assertThat(first.path("items")).hasSize(1);
    assertThat(second.path("items").get(0).path("userName").asText())
        .isGreaterThan(first.path("items").get(0).path("userName").asText());
    assertThat(Api.signed(admin, "GET", "/api/v1/identity/policies?nextToken=" + next, "").status())
        .isEqualTo(400);
    assertThat(Api.signed(admin, "GET", "/api/v1/identity/users?limit=0", "").status())
        .isEqualTo(400);
  }

  @Test
  void shouldSayWhereMalformedPolicyIsWrong() {
    // When
    Api.Answer answer =
        Api.signed(
            Api.administrator(),
            "POST",
            "/api/v1/identity/policies",
            "{\"policyName\":\"bad\",\"policyDocument\":{\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}}");
    // Then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).startsWith("UNSUPPORTED_PRINCIPAL");
    assertThat(answer.json().path("errors").get(0).path("field").asText())
        .isEqualTo("/policyDocument/Statement/0/Principal");
  }

  @Test
  void shouldKeepShippedAndAttachedPoliciesAndUsersInUse() {
    // Given
    Api.Key admin = Api.administrator();
    Users.allowed("keeper", "sts:*");
    // When / Then
    for (String path :
        List.of(
            "/api/v1/identity/policies/auditor",
            "/api/v1/identity/policies/keeper",
            "/api/v1/identity/users/keeper")) {
      assertThat(Api.signed(admin, "DELETE", path, "").status()).as(path).isEqualTo(409);
    }
    assertThat(Api.signed(admin, "DELETE", "/api/v1/identity/users/unknown", "").status())
        .isEqualTo(404);
    assertThat(
            Api.signed(admin, "POST", "/api/v1/identity/users", "{\"userName\":\"keeper\"}")
                .status())
        .isEqualTo(409);
    assertThat(
            Api.signed(admin, "POST", "/api/v1/identity/users", "{\"userName\":\"a b\"}").status())
        .isEqualTo(400);
    assertThat(Api.signed(admin, "POST", "/api/v1/identity/users", "{\"userName\":").status())
        .isEqualTo(400);
    for (String odd : List.of("{\"userName\":{\"a\":1}}", "[]", "7")) {
      Api.Answer refused = Api.signed(admin, "POST", "/api/v1/identity/users", odd);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body()).doesNotContain("java", "cairn.gateway", "JsonToken");
    }
  }

  @Test
  void shouldObeyExplicitDenyAndConditions() {
    // Given
    Api.Key admin = Api.administrator();
    Api.Key key = Users.allowed("bounded", "config:*");
    String document =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"config:List*\","
            + "\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"127.0.0.0/8\"},"
            + "\"StringEquals\":{\"aws:username\":\"bounded\"},"
            + "\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}";
    Api.signed(
        admin,
        "POST",
        "/api/v1/identity/policies",
        "{\"policyName\":\"deny-local\",\"policyDocument\":" + document + "}");
    assertThat(Api.signed(key, "GET", "/api/v1/config/resources", "").status()).isEqualTo(200);
    // When
    Api.signed(admin, "PUT", "/api/v1/identity/users/bounded/policies/deny-local", "");
    Api.Answer denied = Api.signed(key, "GET", "/api/v1/config/resources", "");
    // Then
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.json().path("detail").asText())
        .contains("with an explicit deny in an identity-based policy");
    assertThat(Api.signed(key, "GET", "/api/v1/config/resources/history", "").status())
        .isEqualTo(200);
  }
}

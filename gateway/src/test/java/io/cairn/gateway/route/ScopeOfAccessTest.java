package io.cairn.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.gateway.fake.Api;
import io.cairn.gateway.fake.Users;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy can limit besides the action: account, region, IAM resource. */
@QuarkusTest
@NullMarked
class ScopeOfAccessTest {
  private static Api.Key limited = new Api.Key("", "");
  private static Api.Key excluded = new Api.Key("", "");
  private static Api.Key regional = new Api.Key("", "");
  private static Api.Key own = new Api.Key("", "");

  @BeforeAll
  static void makeUsers() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Api.signed(Api.administrator(), "GET", "/api/v1/config/resources", ""))
                    .extracting(Api.Answer::status)
                    .isEqualTo(200));
    limited =
        Users.with(
            "limited",
            """
            {"Effect":"Allow","Action":"sts:GetSessionToken","Resource":"*"},
            {"Effect":"Allow","Action":"config:*","Resource":"*",
             "Condition":{"StringEquals":{"aws:ResourceAccount":["111122223333","444455556666"]}}}""");
    excluded =
        Users.with(
            "excluded",
            """
            {"Effect":"Allow","Action":"config:*","Resource":"*"},
            {"Effect":"Deny","Action":"config:*","Resource":"*",
             "Condition":{"StringEquals":{"aws:ResourceAccount":"999900001111"}}}""");
    regional =
        Users.with(
            "regional",
            """
            {"Effect":"Allow","Action":"config:*","Resource":"*",
             "Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}}""");
    own =
        Users.with(
            "own",
            """
            {"Effect":"Allow","Action":"sts:GetSessionToken","Resource":"*"},
            {"Effect":"Allow","Action":"iam:*AccessKey*","Resource":"arn:aws:iam::*:user/${aws:username}"}""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | /api/v1/config/resources?accountId=111122223333",
        "200 | /api/v1/config/resources?accountId=111122223333&accountId=444455556666",
        "200 | /api/v1/config/resources?account%49d=111122223333",
        "200 | /api/v1/config/accounts/111122223333",
        "403 | /api/v1/config/resources",
        "403 | /api/v1/config/resources?accountId=",
        "403 | /api/v1/config/resources?accountId=%20111122223333",
        "403 | /api/v1/config/resources?accountId=999900001111",
        "403 | /api/v1/config/resources?accountId=111122223333&accountId=999900001111",
        "403 | /api/v1/config/resources?accountId=111122223333&account%49d=999900001111",
        "403 | /api/v1/config/resources?accountid=111122223333",
        "403 | /api/v1/config/accounts/999900001111",
        "403 | /api/v1/config/accounts/999900001111?accountId=111122223333",
        // This one declares no accountId, so naming one limits nothing.
        "403 | /api/v1/config/resources/history?accountId=111122223333",
      })
  void shouldKeepPrincipalToItsAccounts(int status, String path) {
    assertThat(Api.signed(limited, "GET", path, "").status()).isEqualTo(status);
  }

  @Test
  void shouldSayWhatToNameWhenPrincipalAsksForAllAccounts() {
    assertThat(
            Api.signed(limited, "GET", "/api/v1/config/resources", "")
                .json()
                .path("detail")
                .asText())
        .contains("asked for any accountId, name one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/config/resources?x=1;accountId=999900001111&accountId=111122223333",
        "/api/v1/config/resources?accountId=111122223333&accountId=%zz",
      })
  void shouldRefuseQueryThatServiceCouldReadDifferently(String path) {
    String token = Api.token(limited);
    assertThat(
            Api.raw(
                "GET "
                    + path
                    + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + token
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | /api/v1/config/resources?accountId=111122223333",
        "403 | /api/v1/config/resources?accountId=999900001111",
        "403 | /api/v1/config/resources?accountId=111122223333&accountId=999900001111",
      })
  void shouldKeepPrincipalOutOfAnAccount(int status, String path) {
    assertThat(Api.signed(excluded, "GET", path, "").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | /api/v1/config/resources?region=eu-west-1",
        "403 | /api/v1/config/resources?region=us-east-1",
        "403 | /api/v1/config/resources?region=eu-west-1&region=us-east-1",
        // The region that a request is signed for is the caller's own word: it counts for nothing.
        "403 | /api/v1/config/resources",
      })
  void shouldKeepPrincipalToItsRegion(int status, String path) {
    assertThat(Api.signed(regional, "GET", path, "").status()).isEqualTo(status);
  }

  @Test
  void shouldLetUserRotateItsOwnKeysAndNobodyElses() {
    // Given
    String keys = "/api/v1/identity/access-keys";
    Api.Key other = Users.plain("other");
    // When
    Api.Answer made = Api.signed(own, "POST", keys, "");
    String second = keys + "/" + made.json().path("accessKeyId").asText();
    // Then
    assertThat(made.status()).isEqualTo(201);
    assertThat(Api.signed(own, "PUT", second, "{\"status\":\"Inactive\"}").status()).isEqualTo(204);
    assertThat(Api.signed(own, "DELETE", second, "").status()).isEqualTo(204);
    assertThat(Api.signed(own, "GET", keys + "?userName=own", "").status()).isEqualTo(200);
    assertThat(Api.signed(own, "GET", keys, "").status()).isEqualTo(403);
    assertThat(Api.signed(own, "GET", keys + "?userName=other", "").status()).isEqualTo(403);
    assertThat(
            Api.signed(own, "GET", keys + "?userName=own&userName=other", "")
                .json()
                .path("items")
                .findValuesAsText("userName"))
        .containsOnly("own");
    assertThat(Api.signed(own, "POST", keys, "{\"userName\":\"other\"}").status()).isEqualTo(403);
    assertThat(Api.signed(own, "POST", keys, "{\"userName\":\"own\",\"userName\":\"other\"}"))
        .satisfies(
            twice -> {
              assertThat(twice.status()).isEqualTo(400);
              assertThat(twice.body()).doesNotContain("io.cairn");
            });
    assertThat(
            Api.signed(own, "PUT", keys + "/" + other.accessKeyId(), "{\"status\":\"Inactive\"}")
                .status())
        .isEqualTo(403);
    assertThat(Api.signed(own, "DELETE", keys + "/" + other.accessKeyId(), "").status())
        .isEqualTo(403);
  }
}

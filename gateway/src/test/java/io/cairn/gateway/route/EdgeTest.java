package io.cairn.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.gateway.fake.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@NullMarked
class EdgeTest {
  private static final Api.Key NOBODY = new Api.Key("AKIAAAAAAAAAAAAAAAAA", "x".repeat(40));

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

  @Nested
  class Forwarding {
    @Test
    void shouldPassRequestOnWithInternalTokenWhenAllowed() {
      // When
      Api.Answer answer =
          Api.signed(
              Api.administrator(),
              "POST",
              "/api/v1/config/accounts?a=1&b=x%20y",
              "{\"accountId\":\"123456789012\"}");
      // Then
      assertThat(answer.status()).isEqualTo(200);
      JsonNode seen = answer.json();
      assertThat(seen.path("method").asText()).isEqualTo("POST");
      assertThat(seen.path("uri").asText()).isEqualTo("/api/v1/config/accounts?a=1&b=x%20y");
      assertThat(seen.path("body").asText()).isEqualTo("{\"accountId\":\"123456789012\"}");
      JsonNode claims = seen.path("claims");
      assertThat(claims.path("iss").asText()).isEqualTo("cairn-gateway");
      assertThat(claims.path("aud").asText()).isEqualTo("config-service");
      assertThat(claims.path("sub").asText())
          .isEqualTo("arn:aws:iam::000000000000:user/administrator");
      assertThat(claims.path("account").asText()).isEqualTo("000000000000");
      assertThat(claims.path("action").asText()).isEqualTo("config:PutConfigurationAggregator");
      assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(1L, 60L);
      assertThat(answer.json().path("headers").path("X-correlation-id").asText())
          .isEqualTo(answer.header("X-Correlation-Id"));
    }

    @Test
    void shouldKeepCallersCredentialsAndServersNameToItself() {
      // When
      Api.Answer answer = Api.signed(Api.administrator(), "GET", "/api/v1/config/resources", "");
      // Then
      answer
          .json()
          .path("headers")
          .fieldNames()
          .forEachRemaining(name -> assertThat(name).doesNotStartWithIgnoringCase("x-amz-"));
      assertThat(answer.json().path("headers").path("Authorization").asText())
          .startsWith("Bearer ")
          .doesNotContain("AKIA");
      assertThat(answer.header("Server")).isNull();
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void shouldPassParameterOnAsItWasMatched() {
      // When
      Api.Answer answer =
          Api.signed(Api.administrator(), "GET", "/api/v1/config/accounts/a%20b%C3%A4%7e", "");
      // Then
      assertThat(answer.json().path("uri").asText())
          .isEqualTo("/api/v1/config/accounts/a%20b%C3%A4~");
    }

    @Test
    void shouldStreamServerSentEventsAsTheyCome() throws IOException, InterruptedException {
      // Given
      String token = Api.token(Api.administrator());
      // When
      try (var body = Api.open(token, "/api/v1/config/stream").body();
          var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        String first = lines.readLine();
        // The second event comes only after this call, so the first was not held back.
        assertThat(Api.bearer(token, "POST", "/api/v1/config/release", "").status()).isEqualTo(200);
        lines.readLine();
        String second = lines.readLine();
        // Then
        assertThat(List.of(first, second)).containsExactly("data: first", "data: second");
      }
    }

    @Test
    void shouldTakeCorrelationIdWhenItIsPlainAndMakeOneWhenItIsNot() {
      // Given
      String token = Api.token(Api.administrator());
      Map<String, List<String>> plain =
          Map.of(
              "Authorization", List.of("Bearer " + token), "X-Correlation-Id", List.of("job-7.a"));
      Map<String, List<String>> odd =
          Map.of(
              "Authorization", List.of("Bearer " + token), "X-Correlation-Id", List.of("a b<c>"));
      var uri = Api.base().resolve("/api/v1/config/resources");
      // When
      Api.Answer taken = Api.send("GET", uri, "", plain);
      Api.Answer made = Api.send("GET", uri, "", odd);
      // Then
      assertThat(taken.header("X-Correlation-Id")).isEqualTo("job-7.a");
      assertThat(taken.json().path("headers").path("X-correlation-id").asText())
          .isEqualTo("job-7.a");
      assertThat(made.header("X-Correlation-Id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void shouldSay504AndNameThePartWhenItDoesNotAnswer() {
      // When
      Api.Answer answer = Api.signed(Api.administrator(), "POST", "/api/v1/config/slow", "{}");
      // Then
      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.json().path("detail").asText())
          .contains("config-service", "2 s", "unknown");
    }

    @Test
    void shouldSay502WhenConnectionBreaksOff() {
      // When
      Api.Answer answer = Api.signed(Api.administrator(), "GET", "/api/v1/config/broken", "");
      // Then
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.json().path("detail").asText()).contains("config-service");
    }

    @Test
    void shouldSay502AndShowItInStatusWhenPartIsDown() {
      // When
      Api.Answer answer = Api.signed(Api.administrator(), "GET", "/api/v1/findings", "");
      Api.Answer status = Api.send("GET", Api.base().resolve("/api/v1/status"), "", Map.of());
      // Then
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.json().path("detail").asText()).contains("findings-service");
      assertThat(answer.body()).doesNotContain("127.0.0.1");
      assertThat(status.json().path("status").asText()).isEqualTo("DEGRADED");
      assertThat(status.json().path("parts").findValuesAsText("name"))
          .containsExactly("gateway", "config-service", "trail-service", "findings-service");
      assertThat(status.json().path("parts").findValuesAsText("status"))
          .containsExactly("UP", "UP", "DOWN", "DOWN");
      assertThat(status.body()).doesNotContain("127.0.0.1");
    }

    @Test
    void shouldSay502WhenServiceDoesNotAcceptTheGatewaysToken() {
      Api.Answer answer = Api.signed(Api.administrator(), "GET", "/api/v1/config/refusing", "");
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.json().path("detail").asText()).contains("config-service", "key pair");
    }

    @Test
    void shouldPassErrorOfServiceOn() {
      assertThat(Api.signed(Api.administrator(), "GET", "/api/v1/config/missing", "").status())
          .isEqualTo(404);
    }

    @Test
    void shouldAnswerHeadWithoutBody() {
      Api.Answer answer = Api.signed(Api.administrator(), "HEAD", "/api/v1/config/resources", "");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Nested
  class Paths {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/api/v1/config/resources;x=1",
          "/api/v1/config;/resources",
          "/api/v1/config%3b/resources",
          "/api/v1/config%2fresources",
          "/api/v1/config%2Fresources",
          "/api/v1/config%5cresources",
          "/api//v1/config/resources",
          "//api/v1/config/resources",
          "/api/v1/config/./resources",
          "/api/v1/config/x/../resources",
          "/api/v1/config/x/%2e%2e/resources",
          "/api/v1/config/%2E/resources",
          "/api/v1/config/x%252f..%252fresources",
          "/api/v1/config/accounts/a%00b",
          "/api/v1/config/accounts/a%0ab",
          "/api/v1/config/accounts/%ff",
          "/api/v1/config/accounts/%zz",
          "/api/v1/status/../config/resources",
          "/docs/..%2fapi/v1/config/resources",
          "/api/v1/config\\resources",
          "http://127.0.0.1/api/v1/config/resources",
          "/q/health/../metrics",
        })
    void shouldRefusePathThatCouldStandForAnother(String path) {
      // Given
      String token = Api.token(Api.administrator());
      // When
      String status =
          Api.raw(
              "GET "
                  + path
                  + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                  + token
                  + "\r\n\r\n");
      // Then
      assertThat(status).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/api/v1/config/nothing",
          "/api/v1/config/resources/",
          "/api/v1/CONFIG/resources",
          "/api/v1/trail/stolen",
          "/q/openapi",
          "/q/dev-ui",
          "/openapi-ui/index.html",
          "/docs/",
          "/pages/docs.html",
        })
    void shouldSay404WhenNothingIsServedThere(String path) {
      Api.Answer answer = Api.signed(Api.administrator(), "GET", path, "");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void shouldSay405AndNameMethodsWhenMethodIsWrong() {
      Api.Answer answer = Api.signed(Api.administrator(), "DELETE", "/api/v1/config/resources", "");
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.json().path("detail").asText()).contains("GET");
    }

    @Test
    void shouldServeMetricsOnlyToWhoMayReadThem() {
      assertThat(Api.send("GET", Api.base().resolve("/q/metrics"), "", Map.of()).status())
          .isEqualTo(401);
      Api.Answer answer = Api.signed(Api.administrator(), "GET", "/q/metrics", "");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).contains("cairn_gateway_audit_spooled");
    }

    @Test
    void shouldFetchAServicesMetricsUnderTheirOwnAction() {
      // When
      Api.Answer answer =
          Api.signed(Api.administrator(), "GET", "/q/metrics/trail-service?name[]=a", "");
      // Then
      assertThat(answer.json().path("uri").asText()).isEqualTo("/q/metrics?name%5B%5D=a");
      assertThat(answer.json().path("claims").path("aud").asText()).isEqualTo("trail-service");
      assertThat(answer.json().path("claims").path("action").asText())
          .isEqualTo("cairn:GetMetrics");
      assertThat(Api.signed(Api.administrator(), "GET", "/q/metrics/other", "").status())
          .isEqualTo(404);
    }
  }

  @Nested
  class Bodies {
    @Test
    void shouldSay413WhenDeclaredBodyIsTooLarge() {
      Api.Answer answer =
          Api.signed(
              Api.administrator(), "POST", "/api/v1/config/accounts", "x".repeat(1024 * 1024 + 1));
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.json().path("type").asText()).isEqualTo("/problems/too-large");
    }

    @Test
    void shouldSay413WhenChunkedBodyGrowsTooLarge() {
      // Given
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      // When
      String status =
          Api.raw(
              head("Transfer-Encoding: chunked", "Bearer " + Api.token(Api.administrator()))
                  + chunk.repeat(17));
      // Then
      assertThat(status).startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer not.a.token", "Basic bm9ib2R5"})
    void shouldSay401WithoutReadingALargeBodyWhenTheHeadProvesNobody(String credential) {
      // When: not a byte of the body is sent
      String status = Api.raw(head("Content-Length: 1000000", credential));
      // Then
      assertThat(status).startsWith("HTTP/1.1 401");
    }

    private static String head(String length, String credential) {
      return "POST /api/v1/config/accounts HTTP/1.1\r\nHost: x\r\n%s\r\nAuthorization: %s\r\n\r\n"
          .formatted(length, credential);
    }

    @Test
    void shouldTakeBodyUpToTheBound() {
      String body = "x".repeat(1024 * 1024);
      Api.Answer answer = Api.signed(Api.administrator(), "POST", "/api/v1/config/accounts", body);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("body").asText()).hasSize(body.length());
    }
  }

  @Nested
  class Callers {
    @Test
    void shouldSay401WhenNobodySigned() {
      Api.Answer answer =
          Api.send("GET", Api.base().resolve("/api/v1/config/resources"), "", Map.of());
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.headers().get("www-authenticate"))
          .containsExactly("AWS4-HMAC-SHA256", "Bearer");
    }

    @Test
    void shouldSayTheSameForUnknownKeyAndWrongSecret() {
      // When
      Api.Answer unknown = Api.signed(NOBODY, "GET", "/api/v1/config/resources", "");
      Api.Answer wrong =
          Api.signed(
              new Api.Key(Api.administrator().accessKeyId(), "y".repeat(40)),
              "GET",
              "/api/v1/config/resources",
              "");
      // Then
      assertThat(unknown.status()).isEqualTo(401);
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.json().path("detail")).isEqualTo(unknown.json().path("detail"));
    }

    @Test
    void shouldTakeChangingRequestOnce() {
      // Given
      var uri = Api.base().resolve("/api/v1/config/accounts");
      var headers = Api.sign(Api.administrator(), "POST", uri, "{}", "cairn", Clock.systemUTC());
      // When
      Api.Answer first = Api.send("POST", uri, "{}", headers);
      Api.Answer second = Api.send("POST", uri, "{}", headers);
      // Then
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(401);
      assertThat(second.json().path("detail").asText()).contains("taken before");
    }

    @Test
    void shouldSay403WhenOperationDeclaresNoAction() {
      assertThat(Api.signed(Api.administrator(), "GET", "/api/v1/config/undeclared", "").status())
          .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Bearer ",
          "Bearer x.y.z",
          "bearer null",
          "Basic YTpi",
          "AWS4-HMAC-SHA256",
          "AWS4 x"
        })
    void shouldSay401WhenHeaderIsNonsense(String header) {
      assertThat(
              Api.send(
                      "GET",
                      Api.base().resolve("/api/v1/config/resources"),
                      "",
                      Map.of("Authorization", List.of(header)))
                  .status())
          .isEqualTo(401);
    }

    @Test
    void shouldRefuseTwoProofsAtOnce() {
      // Given
      String token = Api.token(Api.administrator());
      // When / Then
      assertThat(
              Api.send(
                      "GET",
                      Api.base().resolve("/api/v1/config/resources"),
                      "",
                      Map.of("Authorization", List.of("Bearer " + token, "Bearer " + token)))
                  .status())
          .isEqualTo(401);
      assertThat(
              Api.bearer(token, "GET", "/api/v1/config/resources?X-Amz-Signature=0", "").status())
          .isEqualTo(401);
    }
  }
}

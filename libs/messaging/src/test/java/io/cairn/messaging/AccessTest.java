package io.cairn.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.testkit.access.TestKeys;
import io.cairn.testkit.access.TestTokens;
import io.cairn.web.access.OpenRoutes;
import io.cairn.web.problem.Problem;
import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
@QuarkusTest
class AccessTest {
  private static final String ACTION = "config:DescribeConfigRules";

  @Test
  void shouldKnowTheCallerWhenTheTokenAllowsTheAction() {
    given()
        .header("Authorization", TestTokens.bearer(ACTION))
        .header("X-Correlation-Id", "abc-1")
        .get("/api/v1/echo")
        .then()
        .statusCode(200)
        .header("X-Correlation-Id", "abc-1")
        .body("principal", equalTo(TestTokens.PRINCIPAL));
  }

  @Test
  void shouldLogPairsAndCorrelationIdAsMembersWhenARequestIsRefused() {
    // Given
    var formatter = new JsonFormatter("MDC=context");
    List<String> lines = new CopyOnWriteArrayList<>();
    var handler =
        new ExtHandler() {
          @Override
          protected void doPublish(ExtLogRecord line) {
            lines.add(formatter.format(line));
          }
        };
    var logger = LogContext.getLogContext().getLogger("io.cairn.web.access.InternalTokenFilter");
    logger.addHandler(handler);
    // When
    given()
        .header("Authorization", "Bearer x.y.z")
        .header("X-Correlation-Id", "abc-2")
        .get("/api/v1/echo")
        .then()
        .statusCode(401);
    logger.removeHandler(handler);
    // Then
    assertThat(lines).hasSize(1);
    var line = JsonPath.from(lines.getFirst());
    assertThat(line.getString("message")).startsWith("refused a token");
    assertThat(line.getString("context.correlationId")).isEqualTo("abc-2");
    assertThat(line.getString("context.error")).isNotEmpty();
  }

  @Test
  void shouldRefuseWhenTheTokenAllowsAnotherAction() {
    given()
        .header("Authorization", TestTokens.bearer("config:PutConfigRule"))
        .get("/api/v1/echo")
        .then()
        .statusCode(403)
        .contentType(Problem.MEDIA_TYPE)
        .body("detail", containsString("needs " + ACTION));
  }

  @Test
  void shouldRefuseWhenThereIsNoToken() {
    given()
        .get("/api/v1/echo")
        .then()
        .statusCode(401)
        .body("type", equalTo("/problems/unauthenticated"));
  }

  @Test
  void shouldRefuseWhenTheTokenIsForgedForeignOrLongLived() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var stranger = generator.generateKeyPair().getPrivate();
    for (String token :
        new String[] {
          TestTokens.token(stranger, "config-service", ACTION, Duration.ofSeconds(30)),
          TestTokens.token(TestKeys.privateKey(), "trail-service", ACTION, Duration.ofSeconds(30)),
          TestTokens.token(TestKeys.privateKey(), "config-service", ACTION, Duration.ofHours(1)),
          TestTokens.token(
              TestKeys.privateKey(), "config-service", ACTION, Duration.ofSeconds(-60)),
          "x.y.z"
        }) {
      given().header("Authorization", "Bearer " + token).get("/api/v1/echo").then().statusCode(401);
    }
  }

  @Test
  void shouldRefuseWhenTheOperationDeclaresNoAction() {
    given()
        .header("Authorization", TestTokens.bearer(ACTION))
        .get("/api/v1/echo/undeclared")
        .then()
        .statusCode(403)
        .body("detail", containsString("declares no AWS action"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/q/metrics", "/q/openapi", "/q/health/../openapi", "//q/openapi", "/q/info"})
  void shouldHidePagesWhenThereIsNoToken(String path) {
    int status = given().urlEncodingEnabled(false).get(path).statusCode();
    assertThat(status).isIn(401, 404);
  }

  @Test
  void shouldShowHealthToEverybody() {
    given().get("/q/health/live").then().statusCode(200);
  }

  @Test
  void shouldTellActionsInTheOpenApiDocument() {
    given()
        .header("Authorization", TestTokens.bearer(OpenRoutes.GET_OPEN_API))
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("paths.'/api/v1/echo'.get.x-aws-action", equalTo(ACTION));
  }

  @Test
  void shouldSayWhatAndWhereWhenTheBodyIsBroken() {
    given()
        .header("Authorization", TestTokens.bearer("config:PutConfigRule"))
        .contentType("application/json")
        .body("{\"number\": \n oops}")
        .post("/api/v1/echo")
        .then()
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("detail", containsString("line 2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"number":"x"}           | /number   | The body's /number is "x"; taken is a whole number.
          {"number":{}}            | /number   | The body's /number is an object; taken is a whole number.
          {"kind":"NOPE"}          | /kind     | The body's /kind is "NOPE"; taken is one of SMALL, LARGE.
          {"names":[{"a":1}]}      | /names/0  | The body's /names/0 is an object; taken is a string.
          {"names":5}              | /names    | The body's /names is a number; taken is an array.
          {"since":"soon"}         | /since    | The body's /since is "soon"; taken is a time such as 2026-01-31T08:00:00Z.
          []                       | ``        | The body is an array; taken is an object.
          5                        | ``        | The body is a number; taken is an object.
          """)
  void shouldNameTheMemberAndWhatIsTakenWhenItsKindIsWrong(
      String body, String pointer, String detail) {
    given()
        .header("Authorization", TestTokens.bearer("config:PutConfigRule"))
        .contentType("application/json")
        .body(body)
        .post("/api/v1/echo")
        .then()
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("type", equalTo("/problems/bad-request"))
        .body("detail", equalTo(detail))
        .body("errors[0].field", equalTo(pointer));
  }

  @Test
  void shouldNameTheParameterWhenABoundIsBroken() {
    given()
        .header("Authorization", TestTokens.bearer(ACTION))
        .get("/api/v1/echo?limit=11")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("limit"));
  }

  @Test
  void shouldAnswerAProblemWhenNothingIsServedThere() {
    given().get("/api/v1/nowhere").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
  }
}

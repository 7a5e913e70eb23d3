package io.cairn.findings;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.cairn.testkit.access.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.NullMarked;

/** The service's REST API as tests use it, each call with a token for just its action. */
@NullMarked
public final class Api {
  public static final String FINDINGS = "/api/v1/findings";
  private static final AtomicInteger ACCOUNTS = new AtomicInteger(100_000_000);

  private Api() {}

  /** An account no other test uses, so that tests can share one database. */
  public static String account() {
    return "111" + ACCOUNTS.incrementAndGet();
  }

  /** Waits until something holds. */
  public static void soon(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
  }

  /** A request that may do one thing. */
  public static RequestSpecification may(String action) {
    return given().header("Authorization", TestTokens.bearer(action));
  }

  /** A request with a JSON body that may do one thing. */
  public static RequestSpecification may(String action, Object body) {
    return may(action).contentType("application/json").body(body);
  }

  /** Findings that fit some query parameters. */
  public static List<Map<String, Object>> findings(Object... parameters) {
    return findingsPage(parameters).getList("items");
  }

  /** A member of a finding, as text. */
  public static String text(Map<String, Object> finding, String member) {
    return Objects.requireNonNull(finding.get(member), member).toString();
  }

  /** One page of findings. */
  public static JsonPath findingsPage(Object... parameters) {
    var request = may("securityhub:GetFindings");
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam((String) parameters[i], parameters[i + 1]);
    }
    return request.get(FINDINGS).then().statusCode(200).extract().jsonPath();
  }

  /** One finding. */
  public static JsonPath finding(String id) {
    return may("securityhub:GetFindings")
        .get(FINDINGS + "/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** A change of a finding. */
  public static Response patch(String id, Object body) {
    return may("securityhub:BatchUpdateFindings", body).patch(FINDINGS + "/" + id);
  }
}

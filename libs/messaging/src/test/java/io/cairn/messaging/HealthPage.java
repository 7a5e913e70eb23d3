package io.cairn.messaging;

import static io.restassured.RestAssured.given;

import io.cairn.testkit.access.TestTokens;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The health page and the metrics, as an operator reads them. */
@NullMarked
public final class HealthPage {
  private HealthPage() {}

  /** What a check says beside being up. */
  public static Map<String, Object> check(String name) {
    return given()
        .get("/q/health/live")
        .jsonPath()
        .getMap("checks.find { it.name == '" + name + "' }.data");
  }

  /** A metric's value, the first of its name. */
  public static double metric(String name) {
    return given()
        .header("Authorization", TestTokens.bearer("cairn:GetMetrics"))
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name))
        .flatMap(line -> Stream.of(line.substring(line.lastIndexOf(' ') + 1)))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no metric " + name));
  }
}

package io.cairn.trail;

import static io.restassured.RestAssured.given;

import io.cairn.testkit.access.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Calls of the service's own API, as the gateway would make them. */
@NullMarked
public final class TrailApi {
  private TrailApi() {}

  /** A request that may do one thing. */
  public static RequestSpecification as(String action) {
    return given().urlEncodingEnabled(true).header("Authorization", TestTokens.bearer(action));
  }

  /** Push of a body. */
  public static Response push(byte[] body, String contentType) {
    return as("cloudtrail-data:PutAuditEvents")
        .header("Content-Type", contentType)
        .body(body)
        .post("/api/v1/trail/events");
  }

  /** Upload of a file. */
  public static Response upload(String name, byte[] body) {
    return as("cloudtrail:StartImport")
        .header("Content-Type", "application/octet-stream")
        .queryParam("name", name)
        .body(body)
        .post("/api/v1/trail/uploads");
  }

  /** Look-up. */
  public static Response find(Map<String, ?> parameters) {
    return as("cloudtrail:LookupEvents").queryParams(parameters).get("/api/v1/trail/events");
  }

  /** The number of events that match. */
  public static long count(Map<String, ?> parameters) {
    return as("cloudtrail:LookupEvents")
        .queryParams(parameters)
        .queryParam("count", true)
        .queryParam("limit", 1)
        .get("/api/v1/trail/events")
        .jsonPath()
        .getLong("count");
  }

  /** The ledger's line of a source. */
  public static JsonPath ledger(String source) {
    return as("cloudtrail:GetTrailStatus")
        .queryParam("source", source)
        .get("/api/v1/trail/ledger")
        .jsonPath()
        .setRootPath("items[0]");
  }
}
